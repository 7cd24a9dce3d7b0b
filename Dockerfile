# One image for the command line: docker run -v mureobwa:/data -v ./documents:/documents:ro mureobwa ingest /documents
FROM python:3.11-slim

RUN useradd --create-home mureobwa && install -d -o mureobwa /data
WORKDIR /app
# The heavy layer first: it changes only with the version.
RUN pip install --no-cache-dir torch==2.13.0
COPY pyproject.toml README.md LICENSE mureobwa.py ./
COPY ingest ingest
COPY retriever retriever
COPY chat chat
COPY eval eval
RUN pip install --no-cache-dir .
USER mureobwa
ENV MUREOBWA_HOME=/data
VOLUME /data
ENTRYPOINT ["mureobwa"]
CMD ["--help"]
