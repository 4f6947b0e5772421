@echo off
rem Builds the trainer and runs it; all arguments go to it (trainer.cmd --help).
rem Uses the libtorch for the CPU; the one for CUDA has 2.5 GB. To use that one: set TorchBackend=cuda-windows
setlocal
if not defined TorchBackend set TorchBackend=cpu
where dotnet >nul 2>nul || (
  echo The .NET 10 SDK is missing: no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download 1>&2
  exit /b 1
)
rem The build writes to standard error: with --json, standard output ends with the trainer's JSON.
dotnet build "%~dp0src\HmRnnInk.Trainer" -c Release -v quiet --nologo 1>&2 || exit /b 1
dotnet "%~dp0src\HmRnnInk.Trainer\bin\Release\net10.0\trainer.dll" %*
