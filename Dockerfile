# syntax=docker/dockerfile:1

# The natives restored are those of linux-x64.
FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What the packages depend on comes first: they are fetched again only when it changes.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt ./
COPY src/InfoEntraide.Search/InfoEntraide.Search.csproj src/InfoEntraide.Search/packages.lock.json src/InfoEntraide.Search/
COPY src/InfoEntraide.Web/InfoEntraide.Web.csproj src/InfoEntraide.Web/packages.lock.json src/InfoEntraide.Web/
COPY src/Microsoft.SqlServer.Server/Microsoft.SqlServer.Server.csproj src/Microsoft.SqlServer.Server/packages.lock.json src/Microsoft.SqlServer.Server/
RUN dotnet restore src/InfoEntraide.Web -r linux-x64 --locked-mode

COPY .editorconfig ./
COPY src src
RUN dotnet publish src/InfoEntraide.Web -c Release -r linux-x64 --no-self-contained --no-restore -o /published \
    && mkdir /data

FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /published ./

# The one folder that is written to; everything else may be read-only.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV ASPNETCORE_URLS=http://+:8080 \
    Storage__Path=/data \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    DOTNET_EnableDiagnostics=0

# Without ICU the program does not start, without time zones meetings have no dates: better no image than such a one.
RUN dotnet InfoEntraide.Web.dll --version && test -s /usr/share/zoneinfo/Europe/Zurich

USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["dotnet", "InfoEntraide.Web.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "InfoEntraide.Web.dll"]
