# Candour in one image, for the web, the workers and the clock alike. See docs/operations.md.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r requirements.txt
COPY manage.py ./
COPY checklists ./checklists
COPY procurement ./procurement
COPY templates ./templates
# Static files are part of the image: the root of a running container cannot be written to.
RUN CANDOUR_DATA=/tmp/build STATIC_ROOT=/app/staticfiles /venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim-bookworm
# What WeasyPrint loads, and letters of scripts that Candour's own fonts do not have.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin candour \
    && install -d -o candour -g candour -m 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY LICENSE NOTICE /app/
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=procurement.settings \
    CANDOUR_DATA=/data \
    STATIC_ROOT=/app/staticfiles \
    BIND=0.0.0.0:8000
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-m", "procurement.serving.probe"]
CMD ["gunicorn", "--no-control-socket", "-c", "python:procurement.web_server"]
