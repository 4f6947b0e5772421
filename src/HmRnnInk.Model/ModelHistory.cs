using System.Globalization;

namespace HmRnnInk.Model;

/// <summary>
/// The intermediate models of a training run. Each is named by its number of training points: <c>history/000001048576.safetensors</c>.
/// </summary>
/// <param name="folder">Need not exist yet.</param>
public sealed class ModelHistory(string folder)
{
    private const string Extension = ".safetensors", Unfinished = "*.part";

    // Names are padded with zeros, so that their alphabetical order is that of the points.
    private const int Digits = 12;

    public string Folder { get; } = folder;

    /// <param name="run">The run's folder.</param>
    public static ModelHistory OfRun(string run) => new(Path.Combine(run, "history"));

    public string PathOf(long points) =>
        Path.Combine(Folder, points.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0') + Extension);

    /// <returns>Numbers of training points of all models in the folder, ascending. Files with other names are ignored.</returns>
    public long[] List()
    {
        if (!Directory.Exists(Folder)) return [];
        var points = new List<long>();
        foreach (string path in Directory.EnumerateFiles(Folder, "*" + Extension))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name.Length >= Digits && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long seen))
                points.Add(seen);
        }

        points.Sort();
        return [.. points];
    }

    /// <summary>Adds a model in float16, atomically, and then deletes superfluous models.</summary>
    /// <param name="points">The model's number of training points, larger than that of all models in the folder.</param>
    /// <param name="maximum">Maximum number of models, at least 2; see <see cref="Superfluous"/>.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public void Add(InkModel model, long points, int maximum)
    {
        Directory.CreateDirectory(Folder);
        // Weights beyond the range of float16 must not stop a training run.
        bool fits = model.Weights.Values.All(values => Array.TrueForAll(values, value => Math.Abs(value) <= (float)Half.MaxValue));
        model.Save(PathOf(points), fits ? WeightPrecision.Float16 : WeightPrecision.Float32);
        foreach (long superfluous in Superfluous(List(), maximum)) File.Delete(PathOf(superfluous));
    }

    /// <summary>
    /// Deletes the models after a checkpoint from which the run is resumed, and temporary files of a killed run.
    /// </summary>
    /// <param name="points">The checkpoint's number of training points.</param>
    public void DeleteAfter(long points)
    {
        foreach (long later in List().Where(seen => seen > points)) File.Delete(PathOf(later));
        if (!Directory.Exists(Folder)) return;
        foreach (string unfinished in Directory.EnumerateFiles(Folder, Unfinished)) File.Delete(unfinished);
    }

    /// <summary>
    /// Chooses models to delete, so that the rest is evenly spaced in the logarithm of points: a model learns most at the beginning.
    /// </summary>
    /// <param name="points">Ascending. The first and the last are never deleted.</param>
    /// <param name="maximum">Maximum number of models that remain.</param>
    public static IEnumerable<long> Superfluous(IEnumerable<long> points, int maximum)
    {
        List<long> remaining = [.. points];
        while (remaining.Count > Math.Max(2, maximum))
        {
            int closest = 1;
            for (int index = 2; index < remaining.Count - 1; index++)
                if (Gap(index) < Gap(closest)) closest = index;
            yield return remaining[closest];
            remaining.RemoveAt(closest);
        }

        // The gap that would remain between the neighbours of a model if it were deleted.
        double Gap(int index) => Math.Log(remaining[index + 1]) - Math.Log(Math.Max(1, remaining[index - 1]));
    }
}
