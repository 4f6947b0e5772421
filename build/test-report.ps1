# Sums the xUnit XML reports of a folder, like test-report.awk. Prints the failed tests, the skipped tests with their reasons, and as
# its last line "N passed, N failed, N skipped". Ends with 1 if a test failed or none passed.
# Broken: the number of test projects that crashed or left no report. Each counts as a failure.
param([string]$Folder, [int]$Broken)

$passed = 0
$failed = $Broken
$skipped = 0
$failures = @()
$skips = @()
foreach ($file in @(Get-ChildItem -LiteralPath $Folder -Filter '*.xml' -ErrorAction SilentlyContinue | Sort-Object Name)) {
  $report = New-Object System.Xml.XmlDocument
  try { $report.Load($file.FullName) } catch {
    $failures += "  $($file.Name) cannot be read: $($_.Exception.Message)"
    $failed++
    continue
  }
  foreach ($assembly in @($report.SelectNodes('/assemblies/assembly'))) {
    $passed += [int]$assembly.GetAttribute('passed')
    $failed += [int]$assembly.GetAttribute('failed') + [int]$assembly.GetAttribute('errors')
    $skipped += [int]$assembly.GetAttribute('skipped')
  }
  foreach ($test in @($report.SelectNodes('//test[@result="Fail"]'))) { $failures += '  ' + $test.GetAttribute('name') }
  foreach ($test in @($report.SelectNodes('//test[@result="Skip"]'))) {
    $reason = ($test.SelectSingleNode('reason').InnerText -replace '\s+', ' ').Trim()
    $skips += '  ' + $test.GetAttribute('name') + ': ' + $reason
  }
}
if ($failures) { 'Failed tests:'; $failures }
if ($skips) { 'Skipped tests, and why:'; $skips }
"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0 -or $passed -eq 0)
