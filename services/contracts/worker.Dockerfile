# The document worker of the contracts service: the same packages, another process.
# Build from the repository's root:
#   docker build -f services/contracts/worker.Dockerfile .
# BASE needs python3 (3.11), python3-venv and ca-certificates, nothing else.
ARG BASE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE} AS packages
COPY constraints.txt /build/constraints.txt
COPY services/common/requirements.txt /build/services/common/requirements.txt
COPY services/contracts/requirements.txt /build/services/contracts/requirements.txt
RUN python3 -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
        -c /build/constraints.txt -r /build/services/contracts/requirements.txt

FROM ${BASE}
# The root file system is read-only in the cluster: nothing may write byte code.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY services/__init__.py services/__init__.py
COPY services/common services/common
COPY services/contracts services/contracts
USER 10001:10001
EXPOSE 8080
CMD ["python", "-m", "services.contracts.worker"]
