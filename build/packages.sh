# shellcheck shell=bash
# Functions that install the packages that the app needs on Debian or Ubuntu besides the .NET SDK. Sourced by the scripts that build or
# start the app.

# GLFW opens the libx… libraries at run time, so its package does not depend on them. Mesa's driver draws without a GPU.
require_window() {
  require_packages libglfw3 libgl1 libgl1-mesa-dri libegl1 libxcursor1 libxi6 libxinerama1 libxrandr2 libxrender1
}

# Xvfb, a virtual display, for machines without a real one.
require_virtual_display() { require_packages xvfb xauth; }

# Programs with which the tests move a real pointer over a real window and read the clipboard.
require_pointer() { require_packages xdotool x11-utils x11-xkb-utils xclip; }

# Installs those of the given packages that are missing. If the installation fails, prints the command to run and returns 1. Does nothing
# if all are installed. Without dpkg, only prints what is needed.
require_packages() {
  if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian or Ubuntu. Install these packages, which may have other names here: $*" >&2
    return 0
  fi

  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  echo "Installing: ${missing[*]}" >&2
  local as_root=()
  [[ $(id -u) -eq 0 ]] || as_root=(sudo)
  # If the update fails for one source, the packages may still be available, so only a failed installation is an error.
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null || true
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null; then
    echo "Could not install what is missing. Run this once as root, then try again:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
    return 1
  fi
}

# Checks that the .NET SDK of global.json is installed. Sets DOTNET_ROOT, so that programs that are started by their own file name also
# find its runtime.
require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is missing: no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download" >&2
    return 1
  fi
  dotnet --version >/dev/null
  export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}
