using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.View;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The limits of the values in a document. They are the same for reading and writing, so that every saved page can be opened.
/// </summary>
internal static class DocumentLimits
{
    /// <summary>The maximum number of rows on a page: more than four hours of ink, at 15 ms a row.</summary>
    public const int MaximumRows = 1_000_000;

    /// <summary>
    /// The maximum size of a file, and of the JSON in it. A page of <see cref="MaximumRows"/> with the longest numbers is smaller.
    /// </summary>
    public const int MaximumFileBytes = 192 << 20;

    /// <summary>The maximum nesting depth of objects and lists, also in unknown members.</summary>
    public const int MaximumDepth = 16;

    /// <summary>The maximum length of a model's or a style's name, in characters. A longer name is cut when it is read.</summary>
    public const int MaximumNameLength = 255;

    public static Limits<double> Bias => Of(WritingSettings.Bias.Range);

    public static Limits<double> DelaySeconds => Of(WritingSettings.Delay.Range);

    /// <summary>The limits of a finite speed. Infinity is allowed as well.</summary>
    public static Limits<double> Speed => Of(WritingSettings.Speed.Range);

    public static Limits<float> SizeFactor => new((float)WritingSettings.Size.Range.Minimum, (float)WritingSettings.Size.Range.Maximum);

    public static Limits<int> Ghosts => new((int)WritingSettings.Ghosts.Range.Minimum, (int)WritingSettings.Ghosts.Range.Maximum);

    public static Limits<int> Generation => new(0, int.MaxValue);

    public static Limits<float> SheetWidth => new(PageLook.MinimumSheetWidth, 100_000);

    public static Limits<float> XHeight => new(PlacedInk.MinimumXHeight, PlacedInk.MaximumXHeight);

    public static Limits<float> Zoom => new(PageCamera.MinimumZoom, PageCamera.MaximumZoom);

    public static Limits<int> Layers => new(1, ModelMetadata.MaximumLayers);

    /// <summary>Hidden units per layer.</summary>
    public static Limits<int> Hidden => new(1, ModelMetadata.MaximumUnits);

    public static Limits<int> Rows => new(0, MaximumRows);

    /// <summary>Each coordinate of a row's offset, IAM units, and of its position, page units.</summary>
    public static Limits<float> Place => new(-1e6f, 1e6f);

    public static Limits<int> Line => new(0, 100_000);

    public static Limits<float> PixelsPerUnit => new(0.0001f, 1000);

    public static Limits<double> Seconds => new(-1e12, 1e12);

    public static Limits<float> Pressure => new(0, 1);

    /// <summary>z̃ times the maximum.</summary>
    public static Limits<int> Probability => new(0, RowTrace.MaximumProbability);

    public static Limits<float> Nats => new(-1e9f, 1e9f);

    /// <summary>The index of a character in the page's text; −1 for none, and the length of the text past its end.</summary>
    public static Limits<int> Letter => new(-1, LiveText.MaximumLength);

    /// <summary>The position of the model's pen on its endless line, page units.</summary>
    public static Limits<float> EndlessPlace => new(-1e9f, 1e9f);

    /// <summary>IAM units per row.</summary>
    public static Limits<float> Pace => new(0, 1e9f);

    /// <summary>IAM units.</summary>
    public static Limits<float> Reach => Pace;

    public static Limits<double> ExpectedPixelsPerUnit => new(0.001, 1000);

    /// <summary>A sum over the writing of a person: counts, pixels or seconds.</summary>
    public static Limits<double> HandSum => new(0, 1e9);

    public static Limits<double> SignedHandSum => new(-1e9, 1e9);

    public static Limits<float> Slant => new(-(float)HandEstimate.MaximumSlant, (float)HandEstimate.MaximumSlant);

    public static Limits<double> HandSquares => new(0, 1e15);

    /// <summary>Page units per IAM unit, computed from the sums. Other code divides by it.</summary>
    public static Limits<float> HandScale => new(0.0001f, 10_000);

    public static Limits<float> Cell => new(float.MinValue, float.MaxValue);

    public static Limits<float> HiddenState => new(-1, 1);

    private static Limits<double> Of(NumberRange range) => new(range.Minimum, range.Maximum);
}
