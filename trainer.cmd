@echo off
rem Builds the trainer and runs it; all arguments go to it (trainer.cmd --help).
rem Without CUDA, whose libraries are 2.5 GB. With it: set TorchBackend=cuda-windows
setlocal
if not defined TorchBackend set TorchBackend=cpu
where dotnet >nul 2>nul || (
  echo The .NET 10 SDK is missing: no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download 1>&2
  exit /b 1
)
rem Standard output is the trainer's own: --json ends with its JSON.
dotnet build "%~dp0src\HmRnnInk.Trainer" -c Release -v quiet --nologo 1>&2 || exit /b 1
dotnet "%~dp0src\HmRnnInk.Trainer\bin\Release\net10.0\trainer.dll" %*
