# The service in a container: no root, nothing written but /data and /tmp, no network needed but the port that it answers on.
#   docker build -t mureobwa .
#   docker run --rm -v mureobwa:/data -v ./documents:/documents:ro --network none mureobwa ingest /documents
#   docker run -d --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -v mureobwa:/data -v ./documents:/documents:ro -p 127.0.0.1:8000:8000 mureobwa
# Another image with Python 3.11 as `python`, such as one of your own registry: --build-arg BASE=...
ARG BASE=docker.io/library/python:3.11-slim
FROM $BASE AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE mureobwa.py ./
COPY ingest ingest
COPY retriever retriever
COPY chat chat
COPY eval eval
RUN python -m venv /opt/mureobwa && /opt/mureobwa/bin/pip install --no-cache-dir ".[page]"

FROM $BASE
# A number of its own: a volume keeps it, whatever users the host has.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin mureobwa \
 && install -d -o mureobwa -g mureobwa -m 0700 /data
COPY --from=build /opt/mureobwa /opt/mureobwa
ENV PATH=/opt/mureobwa/bin:$PATH MUREOBWA_HOME=/data PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["mureobwa"]
CMD ["serve", "--host", "0.0.0.0"]
