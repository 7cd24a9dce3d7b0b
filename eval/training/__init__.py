"""Training of the encoder and the reader: questions on documents in, the weights of `retriever/weights` out (`make reader`)."""
