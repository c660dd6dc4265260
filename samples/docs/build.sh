#!/bin/bash
# Builds the documents and the API reference as a web site in samples/docs/out. Every warning is a failure, such as a broken link or a
# comment that refers to a missing member. Needs only the .NET 10 SDK.
set -eu
cd "$(dirname "$0")/../.."
# Delivery, AspNetCore and the core are built as dependencies of these
for package in Better.Calendar.AspNetCore.Sqlite Better.Calendar.Delivery.PostgreSql Better.Calendar.Delivery.RabbitMq Better.Calendar.Delivery.Sqlite Better.Calendar.Testing; do
  dotnet build "src/$package" --configuration Release
done
dotnet tool restore
rm -rf samples/docs/out samples/docs/obj
# docfx finds the packages that an assembly refers to, but not ASP.NET Core
mkdir samples/docs/obj
ln -s "$(dotnet --list-runtimes | sed -n 's|^Microsoft.AspNetCore.App \(10[^ ]*\) \[\(.*\)\]$|\2/\1|p' | tail -n 1)" samples/docs/obj/aspnetcore
dotnet tool run docfx samples/docs/docfx.json --warningsAsErrors
# the pages that llms.txt names
for folder in . how-to explanation; do cp samples/docs/$folder/*.md samples/docs/out/$folder/; done
echo "open $PWD/samples/docs/out/index.html"
