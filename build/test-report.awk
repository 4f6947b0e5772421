# Sums the xunit XML reports of all test projects. Prints the failed tests, the skipped tests with their reasons, and
# as its last line "N passed, N failed, N skipped". Fails if a test failed or none passed.
# -v broken=N: the number of test projects that crashed or left no report. Each counts as a failure.

BEGIN { RS = "<" } # a record is a tag with the text after it

/^assembly / {
  passed += attribute("passed")
  failed += attribute("failed") + attribute("errors")
  skipped += attribute("skipped")
}

/^test / {
  name = plain(attribute("name"))
  if (attribute("result") == "Fail") failures = failures "  " name "\n"
}

/^reason>/ { skips = skips "  " name ": " plain(substr($0, length("reason>") + 1)) "\n" }

END {
  failed += broken
  if (failures != "") printf "Failed tests:\n%s", failures
  if (skips != "") printf "Skipped tests, and why:\n%s", skips
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit failed > 0 || passed == 0
}

function attribute(key,   start, rest) {
  start = index($0, " " key "=\"")
  if (start == 0) return ""
  rest = substr($0, start + length(key) + 3)
  return substr(rest, 1, index(rest, "\"") - 1)
}

# Undoes the XML escapes, and the backslashes that xunit adds before quotes.
function plain(escaped) {
  gsub(/[\r\n]+/, " ", escaped)
  gsub(/&quot;/, "\"", escaped)
  gsub(/&lt;/, "<", escaped)
  gsub(/&gt;/, ">", escaped)
  gsub(/&amp;/, "\\&", escaped)
  gsub(/\\"/, "\"", escaped)
  gsub(/\\\\/, "\\", escaped)
  return escaped
}
