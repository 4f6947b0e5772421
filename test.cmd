@echo off
rem Builds everything, with the libtorch for the CPU, and runs all tests; arguments go to the build.
rem Tests that need Linux, a GPU or IAM-OnDB are skipped with a reason.
rem The last line is "N passed, N failed, N skipped"; anything but success ends with a non-zero code.
setlocal
cd /d "%~dp0"
where dotnet >nul 2>nul || (
  echo The .NET 10 SDK is missing: no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download 1>&2
  goto none
)
rem Of two values of a property, the build takes the later one: test.cmd -p:TorchBackend=cuda-windows.
dotnet build HmRnnInk.sln -c Release -warnaserror --nologo -p:TorchBackend=cpu %* || (
  echo The build failed, so no test ran.
  goto none
)
if exist TestResults rmdir /s /q TestResults
set broken=0
for /d %%t in (tests\*.Tests) do call :run %%~nxt
echo == all
powershell -NoProfile -ExecutionPolicy Bypass -File build\test-report.ps1 TestResults %broken%
exit /b %errorlevel%

:none
echo 0 passed, 0 failed, 0 skipped
exit /b 1

:run
echo == %1
dotnet "tests\%1\bin\Release\net10.0\%1.dll" --progress off --results-directory TestResults ^
  --report-xunit-xml --report-xunit-xml-filename "%1.xml" <nul
set code=%errorlevel%
rem 2: a test failed, and the report says which. 8: no test ran, because all were skipped. A crash has a negative code.
if %code% == 0 set code=8
if %code% == 2 set code=8
if %code% == 8 if exist "TestResults\%1.xml" exit /b 0
echo Crashed or left no report, so counted as a failure: %1
set /a broken+=1
exit /b 0
