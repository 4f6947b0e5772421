@echo off
rem Builds everything and runs all tests; arguments go to the build (-p:TorchBackend=cpu).
rem Tests that need Linux, a GPU or IAM-OnDB are skipped with a reason.
setlocal
cd /d "%~dp0"
dotnet build HmRnnInk.sln -c Release -warnaserror --nologo %* || exit /b 1
set failed=0
for /d %%t in (tests\*.Tests) do (
  echo == %%~nxt
  dotnet "%%t\bin\Release\net10.0\%%~nxt.dll" --progress off
  if errorlevel 9 (set failed=1) else if errorlevel 8 (rem no test ran: all were skipped) else if errorlevel 1 set failed=1
)
exit /b %failed%
