# shellcheck shell=bash
# What a Debian or Ubuntu needs besides the .NET SDK. Sourced by run.sh and test.sh; nothing happens where all is there.

# GLFW opens the libx… libraries at run time, so its package does not ask for them. Mesa's driver draws without a GPU.
require_window() {
  require_packages libglfw3 libgl1 libgl1-mesa-dri libegl1 libxcursor1 libxi6 libxinerama1 libxrandr2 libxrender1
}

# A display where there is none.
require_virtual_display() { require_packages xvfb xauth; }

# A real pointer, moved over a real window by the tests, and a clipboard that is read from outside.
require_pointer() { require_packages xdotool x11-utils x11-xkb-utils xclip; }

# Installs those of the named packages that are missing; fails with the one command to run where it may not.
require_packages() {
  if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian or Ubuntu. Needed here, under whatever names: $*" >&2
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
  # An update that fails for one source of many may still leave all that is needed, so only the installation decides.
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null || true
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null; then
    echo "Could not install what is missing. Run this once as root, then try again:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
    return 1
  fi
}

# The .NET SDK that global.json asks for; lets programs started by their own file name find the runtime, too.
require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is missing: no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download" >&2
    return 1
  fi
  dotnet --version >/dev/null
  export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}
