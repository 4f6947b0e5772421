@echo off
rem Builds the app and opens it with the best model in models\; all arguments go to the app (run.cmd --help).
rem libtorch is left out unless the arguments need it (--engine torch-cpu).
setlocal
set backend=none
set folder=no-torch\
echo %* | findstr /c:" torch-" /c:"=torch-" >nul && (set backend=cpu& set folder=)
echo %* | findstr /c:" torch-cuda" /c:"=torch-cuda" >nul && set backend=cuda-windows
where dotnet >nul 2>nul || (
  echo The .NET 10 SDK is missing: no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download 1>&2
  exit /b 1
)
dotnet build "%~dp0src\HmRnnInk.App" -c Release -v quiet --nologo -p:TorchBackend=%backend% || exit /b 1
rem Starts the app with dotnet instead of its .exe, so that the output appears here and the exit code is that of the app.
dotnet "%~dp0src\HmRnnInk.App\bin\%folder%Release\net10.0\hmrnnink.dll" %*
