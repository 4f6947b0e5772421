using System.Globalization;

namespace HmRnnInk.App.Tests.Learning;

/// <summary>A shell script in place of the trainer. It writes the evaluations of a run, and its first model as the best one.</summary>
internal static class FakeTrainer
{
    /// <summary>A command that ends when its standard input does, like a trainer with --stop-with-input.</summary>
    public const string WaitsForTheEndOfItsInput = "cat >/dev/null";

    /// <summary>The file beside the script that has the process number of the last run.</summary>
    public const string ProcessFile = "process";

    /// <param name="nats">The log-likelihood of each evaluation; the first is that of the starting model.</param>
    /// <param name="then">The command with which the training ends.</param>
    /// <param name="publish">The command that writes the model.</param>
    /// <returns>The path of the script. Skips the test if there is no shell.</returns>
    public static string Create(
        string folder, double[] nats, string then = "true", string publish = "cp \"$run/best.safetensors\" \"$out\"")
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no /bin/sh to run a made-up trainer.");
        IEnumerable<string> evaluations = nats.Select((value, index) => string.Create(CultureInfo.InvariantCulture,
            $$"""{"pointsSeen":{{1000 * index}},"validationNatsPerSequence":0,"validationNatsPerSequenceDequantised":{{value}}}"""));
        string path = Path.Combine(folder, "made-up-trainer");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            PATH=/usr/bin:/bin
            echo $$ >'{{Path.Combine(folder, ProcessFile)}}'
            command=$1
            while [ $# -gt 0 ]; do
              case $1 in --run) run=$2 ;; --from) from=$2 ;; --out) out=$2 ;; esac
              shift
            done
            if [ "$command" = publish ]; then
              {{publish}}
              exit
            fi
            mkdir -p "$run"
            cp "$from" "$run/best.safetensors"
            cat >"$run/metrics.jsonl" <<'END'
            {{string.Join('\n', evaluations)}}
            {"pointsSeen":
            END
            {{then}}

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
