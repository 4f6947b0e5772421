using System.Globalization;
using HmRnnInk.App.Commands;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>A model file as an item of the list.</summary>
/// <param name="NatsPerLine">
/// Log-likelihood of the test lines, or else of the validation lines; higher is better. Null if the file does not say it.
/// </param>
/// <param name="Fault">Why it cannot be used; null if it can.</param>
/// <param name="WritesTexts">Whether it can write a given text.</param>
/// <param name="IsOwn">Whether it was trained on the person's pages. Its figure is then for other lines than those of other models.</param>
internal sealed record ModelEntry(
    string Path, string Name, long Bytes, double? NatsPerLine, string? Fault, bool WritesTexts = false, bool IsOwn = false)
{
    /// <summary>The maximum length of a name and of the reason below it, in characters, so that they fit the panel.</summary>
    public const int LongestName = 34, LongestReason = 44;

    /// <summary>
    /// Reads the header and checks it against the file's size. Weights that are not finite are found only when the model is opened.
    /// </summary>
    public static ModelEntry Of(string path, bool isOwn)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        try
        {
            ModelMetadata metadata = InkModel.LoadMetadata(path);
            TrainingRecord? training = metadata.Training;
            return new ModelEntry(path, name, new FileInfo(path).Length,
                training?.TestNatsPerSequence ?? training?.ValidationNatsPerSequence, null, metadata.Config.TextWindow is not null,
                isOwn);
        }
        catch (Exception error) when (error is ModelFileException or IOException or UnauthorizedAccessException)
        {
            return new ModelEntry(path, name, 0, null, error.Message);
        }
    }

    /// <summary>The item of the list. A fault is shortened to its reason.</summary>
    public ChoiceOption ToOption()
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1e6:0.0} MB");
        string what = IsOwn ? "  ·  has learnt your hand"
            : NatsPerLine is { } figure ? string.Create(CultureInfo.InvariantCulture, $"  ·  {figure:#,0} nats a line") : "";
        return new ChoiceOption(Shorten(Name, LongestName), size + what, Fault is null ? null : Reason(Fault, Path));
    }

    /// <returns>The text, cut to a maximum length with an ellipsis.</returns>
    public static string Shorten(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)].TrimEnd() + "…";

    /// <summary>Removes the file name from the message, because the list already shows it.</summary>
    private static string Reason(string fault, string path)
    {
        string text = fault.Replace($"'{path}'", "", StringComparison.Ordinal).TrimStart(' ', ':', ',');
        int end = text.IndexOfAny(['.', ';', '\n']);
        if (end > 0) text = text[..end];
        return Shorten(text, LongestReason);
    }
}
