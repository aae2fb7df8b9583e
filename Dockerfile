# Wirewatch as a container: docs/deploying.md says how to run, update and roll back, and what the image holds.
#
#   docker build --tag wirewatch:local .
#
# As BASE serves any image with Python 3.11 or newer, its venv module, certificates and the GNU C library. The final
# image takes only what it needs from there.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /usr/src/wirewatch
RUN python3 -m venv /opt/build && python3 -m venv --without-pip /opt/wirewatch
COPY requirements-build.lock requirements.lock ./
# some come as source only: what builds them is locked, too
RUN /opt/build/bin/pip install --require-hashes -r requirements-build.lock \
 && /opt/build/bin/pip wheel --require-hashes --no-deps --no-build-isolation --use-pep517 \
      --wheel-dir /opt/wheels -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY config config
COPY feeds feeds
COPY summarise summarise
COPY storage storage
COPY bot bot
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /opt/wheels . \
 && /opt/build/bin/pip --python /opt/wirewatch/bin/python3 install --no-index --no-deps --no-compile /opt/wheels/*.whl \
 && /opt/build/bin/pip --python /opt/wirewatch/bin/python3 check
RUN command -v strip || { apt-get update && apt-get install --yes --no-install-recommends binutils; }
COPY scripts/rootfs.sh scripts/
RUN sh scripts/rootfs.sh /image

# One round over the bundled sample wire, then whatever else must work, with nothing but what the image will hold: it
# fails here if something is missing, and leaves bytecode of what it used, which a read-only image could not make later.
FROM scratch AS tried
ENV PATH=/opt/wirewatch/bin:/bin LANG=C.UTF-8 SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
COPY --from=build /image /
COPY scripts/trial.py /usr/src/trial/
RUN HOME=/tmp/tried WIREWATCH_DATA=/tmp/tried/data WIREWATCH_STARTERS=none wirewatch run --once \
 && HOME=/tmp/tried python3 /usr/src/trial/trial.py /tmp/tried /usr/src

FROM scratch
LABEL org.opencontainers.image.title="Wirewatch" \
      org.opencontainers.image.description="A self-hosted Discord bot that reads the news wires" \
      org.opencontainers.image.licenses="MIT AND CC-BY-SA-4.0"
COPY --from=tried / /
COPY --from=tried --chown=10001:10001 /data /data
ENV PATH=/opt/wirewatch/bin:/bin \
    LANG=C.UTF-8 \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    WIREWATCH_DATA=/data \
    WIREWATCH_HEALTH=8481
# wirewatch.toml and .env are looked for here
WORKDIR /etc/wirewatch
VOLUME /data
USER 10001:10001
# No init is needed: it handles SIGTERM itself and waits for the processes that it starts.
STOPSIGNAL SIGTERM
# Whether it lives, not whether it is ready: a restart helps against nothing that readiness tells of. It answers late
# where a slow machine brings a large database up to date, which the start period leaves time for.
HEALTHCHECK --interval=60s --timeout=10s --start-period=1h --retries=3 CMD ["wirewatch", "health", "--live"]
ENTRYPOINT ["wirewatch"]
CMD ["run"]
