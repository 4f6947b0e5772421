#!/usr/bin/env bash
# Makes the packages that people download, in out/packages/: build/publish.sh [RUNTIME ...], by default for this machine.
# A package is one folder with the program, the .NET runtime, the window library, the models and the licences. It needs no installation.
# linux-x64 is tested by tests/published-app.sh; win-x64 and osx-arm64 can be built on any system; macOS is untested.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=build/packages.sh
source "$root/build/packages.sh"

this_machine() {
  case "$(uname -s) $(uname -m)" in
    "Linux aarch64") echo linux-arm64 ;;
    "Darwin arm64") echo osx-arm64 ;;
    "Darwin x86_64") echo osx-x64 ;;
    *) echo linux-x64 ;;
  esac
}

package() {
  local runtime=$1 name folder
  name=hmrnnink-$version-$runtime
  folder=$packages/$name
  case $runtime in
    linux-*) require_packages libglfw3 ;;
    win-*) require_packages zip ;;
  esac
  rm -rf "$folder" "$folder.tar.gz" "$folder.zip"
  if ! dotnet publish "$root/src/HmRnnInk.App" -c Release -r "$runtime" --self-contained -o "$folder" --nologo -v quiet \
    -p:TorchBackend=none -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:DebugType=embedded \
    -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false ||
    [[ ! -f $folder/hmrnnink && ! -f $folder/hmrnnink.exe ]]; then # dotnet ends with 0 if it was interrupted
    echo "The package for $runtime was not made." >&2
    [[ $runtime == linux-* ]] || cat >&2 <<'END'
If NU1101 says that Silk.NET.Windowing or Silk.NET.Input was not found: packages for Windows and macOS need them, and your NuGet
source does not have them. Use https://api.nuget.org, for example in the CI workflow (.github/workflows/ci.yml).
END
    return 1
  fi
  # Paths in the archive begin with the package's name, so that it is always unpacked into a folder of its own.
  cd "$packages"
  case $runtime in
    win-*) zip -qr9 "$name.zip" "$name" ;;
    *) tar --sort=name --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -9 >"$name.tar.gz" ;;
  esac
  ls -l "$name".* | awk '{ printf "%s: %.1f MB\n", $NF, $5 / 1e6 }'
}

require_dotnet
version=$(dotnet msbuild "$root/src/HmRnnInk.App" -getProperty:Version)
packages=$root/out/packages
mkdir -p "$packages"
[[ $# -gt 0 ]] || set -- "$(this_machine)"
for runtime in "$@"; do (package "$runtime"); done
