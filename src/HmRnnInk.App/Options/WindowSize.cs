using System.CommandLine.Parsing;
using System.Globalization;

namespace HmRnnInk.App.Options;

/// <summary>
/// The size of a window on the command line, such as 1280x800. It may be below the window's minimum size: only a window manager enforces
/// that, and pictures are also drawn without one.
/// </summary>
internal sealed record WindowSize(int Width, int Height)
{
    private const int Maximum = 16384;

    public static WindowSize? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split('x');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && width is >= 320 and <= Maximum && height is >= 240 and <= Maximum)
        {
            return new(width, height);
        }

        result.AddError($"--size must be a width and height from 320x240 to {Maximum}x{Maximum}, such as 1280x800, not '{text}'.");
        return null;
    }

    public override string ToString() => FormattableString.Invariant($"{Width}x{Height}");
}
