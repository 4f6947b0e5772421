@echo off
rem Builds everything and runs all tests; arguments go to the build (-p:TorchBackend=cpu).
rem Tests that need Linux, a GPU or IAM-OnDB are skipped with a reason.
setlocal
cd /d "%~dp0"
dotnet build HmRnnInk.sln -c Release -warnaserror --nologo %* || exit /b 1
set failed=0
for /d %%t in (tests\*.Tests) do call :run "%%t" %%~nxt
exit /b %failed%

:run
echo == %2
dotnet "%~1\bin\Release\net10.0\%2.dll" --progress off
rem 8: no test ran, because all were skipped. A crash has a negative code.
if not %errorlevel% == 0 if not %errorlevel% == 8 set failed=1
exit /b 0
