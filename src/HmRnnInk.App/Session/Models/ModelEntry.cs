using System.Globalization;
using HmRnnInk.App.Commands;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>A file in <c>models/</c> as it is listed.</summary>
/// <param name="Fault">Why it cannot be used; null where it can.</param>
public sealed record ModelEntry(string Path, string Name, long Bytes, double? NatsPerLine, string? Fault)
{
    /// <summary>Of a name in a list, and of a reason below it, in characters: what the panel has room for.</summary>
    public const int LongestName = 34, LongestReason = 44;

    /// <summary>Reads the header and holds it against the file. A weight that is no number is found when the model is taken.</summary>
    public static ModelEntry Of(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        try
        {
            TrainingRecord? training = InkModel.LoadMetadata(path).Training;
            return new ModelEntry(path, name, new FileInfo(path).Length,
                training?.TestNatsPerSequence ?? training?.ValidationNatsPerSequence, null);
        }
        catch (Exception error) when (error is ModelFileException or IOException or UnauthorizedAccessException)
        {
            return new ModelEntry(path, name, 0, null, error.Message);
        }
    }

    /// <summary>As it stands in a list; a long fault is cut to its reason.</summary>
    public ChoiceOption Option()
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1e6:0.0} MB");
        string nats = NatsPerLine is { } figure ? string.Create(CultureInfo.InvariantCulture, $"  ·  {figure:#,0} nats a line") : "";
        return new ChoiceOption(Short(Name, LongestName), size + nats, Fault is null ? null : Reason(Fault, Path));
    }

    /// <returns>A text that is too long without its end.</returns>
    public static string Short(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)].TrimEnd() + "…";

    /// <summary>The message names the file first, which the list has said already.</summary>
    private static string Reason(string fault, string path)
    {
        string text = fault.Replace($"'{path}'", "", StringComparison.Ordinal).TrimStart(' ', ':', ',');
        int end = text.IndexOfAny(['.', ';', '\n']);
        if (end > 0) text = text[..end];
        return Short(text, LongestReason);
    }
}
