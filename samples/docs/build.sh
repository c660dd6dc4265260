#!/bin/bash
# Makes the documents and the reference as a web site in samples/docs/out. A warning is a failure: a dead link, a comment that names
# what does not exist. Needs the .NET 10 SDK alone.
set -eu
cd "$(dirname "$0")/../.."
# PostgreSql and Sqlite bring Delivery and the core
for package in Better.Calendar.Delivery.PostgreSql Better.Calendar.Delivery.RabbitMq Better.Calendar.Delivery.Sqlite Better.Calendar.Testing; do
  dotnet build "src/$package" --configuration Release
done
dotnet tool restore
rm -rf samples/docs/out samples/docs/obj
dotnet tool run docfx samples/docs/docfx.json --warningsAsErrors
echo "open $PWD/samples/docs/out/index.html"
