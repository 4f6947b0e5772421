@echo off
rem Makes the packages that people download, in out\packages\: build\publish.cmd [RUNTIME], by default win-x64.
rem A package is one folder with the program, the .NET runtime, the window library, the models and the licences.
setlocal
cd /d "%~dp0.."
set runtime=%~1
if "%runtime%" == "" set runtime=win-x64
set version=
for /f %%v in ('dotnet msbuild src\HmRnnInk.App -getProperty:Version') do set version=%%v
set name=hmrnnink-%version%-%runtime%
if exist "out\packages\%name%" rmdir /s /q "out\packages\%name%"
if exist "out\packages\%name%.zip" del "out\packages\%name%.zip"
dotnet publish src\HmRnnInk.App -c Release -r %runtime% --self-contained -o "out\packages\%name%" --nologo -v quiet ^
  -p:TorchBackend=none -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:DebugType=embedded ^
  -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false || goto failed
rem dotnet ends with 0 if it was interrupted.
if not exist "out\packages\%name%\hmrnnink*" goto failed
cd out\packages
rem The tar of Windows 10 and later also writes zip archives. Another one on the PATH, such as that of Git, does not.
"%SystemRoot%\System32\tar.exe" -a -c -f "%name%.zip" "%name%" || exit /b 1
echo out\packages\%name%.zip
exit /b 0

:failed
echo The package for %runtime% was not made. 1>&2
exit /b 1
