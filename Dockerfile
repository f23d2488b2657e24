# The app in a container, for Azure Container Apps or any other host of containers: docs/deploy-container.md.
# Both stages have the same Python, as the packages and the bytecode are made for it.
FROM mcr.microsoft.com/azure-functions/python:4-python3.13 AS build
WORKDIR /src
RUN python -m pip install --no-cache-dir --no-deps pathspec==1.1.1
COPY . .
RUN python -m build_package --output /dist \
    && python -m zipfile -e /dist/chart-functions-python3.13.zip /app

FROM mcr.microsoft.com/azure-functions/python:4-python3.13
# Every function is anonymous, so there are no keys to keep, and no storage account is needed.
# hadolint ignore=DL3064 # no secret, but the kind of place for them
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureWebJobsSecretStorageType=files \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true
COPY --from=build /app /home/site/wwwroot
EXPOSE 80
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1/healthz', timeout=4)"]
