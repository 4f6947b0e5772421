using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>What a person can do with a run, as commands.</summary>
internal static class NextSteps
{
    /// <param name="data">The path that was given for the data.</param>
    public static IEnumerable<string> After(TrainingRun run, TrainingOptions options, bool interrupted, string data)
    {
        bool ofCharacters = options.Model.Alphabet is not null;
        string source = $"{(ofCharacters ? "--characters" : "--data")} {Quoted(data)}", folder = Quoted(run.Folder);
        if (interrupted) yield return $"  continue: trainer train --resume --run {folder} {source} --minutes …";
        if (!File.Exists(run.BestModelPath) || options.ForcedBoundaries.Count > 0) yield break;
        string best = Quoted(run.BestModelPath);
        if (ofCharacters)
        {
            yield return $"  evaluate: trainer evaluate --model {best} {source}";
            yield break;
        }

        if (Directory.Exists(run.History.Folder)) yield return $"  watch:    ./run.sh --watch {folder}";
        yield return $"  open:     ./run.sh --model {best}";
        yield return $"  publish:  trainer publish --run {folder} {source} --out models/NAME.safetensors";
    }

    private static string Quoted(string path) => path.Contains(' ') ? $"\"{path}\"" : path;
}
