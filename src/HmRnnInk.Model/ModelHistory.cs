using System.Globalization;

namespace HmRnnInk.Model;

/// <summary>The models that a training run leaves on its way, each named by the points it had seen: <c>history/000001048576.safetensors</c>.</summary>
/// <param name="folder">Need not be there yet.</param>
public sealed class ModelHistory(string folder)
{
    private const string Extension = ".safetensors", Unfinished = "*.part";

    // Padded, so that a listing by name is in the run's order.
    private const int Digits = 12;

    public string Folder { get; } = folder;

    /// <summary>What a run's folder calls it.</summary>
    /// <param name="run">The run's folder.</param>
    public static ModelHistory OfRun(string run) => new(Path.Combine(run, "history"));

    public string PathOf(long points) => Path.Combine(Folder, points.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0') + Extension);

    /// <returns>Points seen by each model that is there, ascending. Files with other names are left out.</returns>
    public long[] List()
    {
        if (!Directory.Exists(Folder)) return [];
        var points = new List<long>();
        foreach (string path in Directory.EnumerateFiles(Folder, "*" + Extension))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name.Length >= Digits && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long seen)) points.Add(seen);
        }

        points.Sort();
        return [.. points];
    }

    /// <summary>Adds a model, whole or not at all and in half the size, and then takes out what is too many.</summary>
    /// <param name="points">Seen by it; more than by every model that is there.</param>
    /// <param name="most">To keep, 2 or more: see <see cref="Superfluous"/>.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public void Add(InkModel model, long points, int most)
    {
        Directory.CreateDirectory(Folder);
        // No training run ends because a history is in half precision.
        bool fits = model.Weights.Values.All(values => Array.TrueForAll(values, value => Math.Abs(value) <= (float)Half.MaxValue));
        model.Save(PathOf(points), fits ? WeightPrecision.Float16 : WeightPrecision.Float32);
        foreach (long superfluous in Superfluous(List(), most)) File.Delete(PathOf(superfluous));
    }

    /// <summary>Takes out what a run made after a moment that it goes back to, and what it was writing when it was killed.</summary>
    public void DropAfter(long points)
    {
        foreach (long later in List().Where(seen => seen > points)) File.Delete(PathOf(later));
        if (!Directory.Exists(Folder)) return;
        foreach (string unfinished in Directory.EnumerateFiles(Folder, Unfinished)) File.Delete(unfinished);
    }

    /// <summary>Which to take out so that the rest lies evenly over the logarithm of points: a model learns most at first.</summary>
    /// <param name="points">Ascending. The first and the last always stay.</param>
    /// <param name="most">How many may stay.</param>
    public static IEnumerable<long> Superfluous(IEnumerable<long> points, int most)
    {
        List<long> kept = [.. points];
        while (kept.Count > Math.Max(2, most))
        {
            int closest = 1;
            for (int index = 2; index < kept.Count - 1; index++)
                if (Gap(index) < Gap(closest)) closest = index;
            yield return kept[closest];
            kept.RemoveAt(closest);
        }

        // Between the neighbours of one: what would gape without it.
        double Gap(int index) => Math.Log(kept[index + 1]) - Math.Log(Math.Max(1, kept[index - 1]));
    }
}
