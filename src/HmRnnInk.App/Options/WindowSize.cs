using System.CommandLine.Parsing;
using System.Globalization;

namespace HmRnnInk.App.Options;

/// <summary>The size of a window on the command line, such as 1280x800.</summary>
internal static class WindowSize
{
    public static (int Width, int Height) Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split('x');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && width is >= 320 and <= 16384 && height is >= 240 and <= 16384)
        {
            return (width, height);
        }

        result.AddError($"--size is '{text}'; needed a width and height of at least 320x240, for example 1280x800.");
        return default;
    }
}
