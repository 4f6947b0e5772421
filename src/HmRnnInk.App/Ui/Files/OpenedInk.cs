using System.Globalization;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui.Files;

/// <summary>Puts ink from another program on a new page.</summary>
/// <param name="size">Gives the size of the window in window units.</param>
internal sealed class OpenedInk(LiveInk ink, PageSaver saver, Func<(int Width, int Height)> size)
{
    /// <returns>What a person should know about the size of the ink: sentences without full stops.</returns>
    /// <exception cref="InkFormatException">The ink has more points than a page can hold. The page is unchanged.</exception>
    public IReadOnlyList<string> Place(ReadInk read)
    {
        float pixelsPerUnit = PenScale.Default.PixelsPerUnit * ink.Settings.SizeFactor;
        PageLayout sheet = PageLayout.Fit(size().Width, size().Height, PageViewport.XHeight(pixelsPerUnit));
        CheckCount(read.Ink.PointCount);
        PlacedInk placed = PlacedInk.On(sheet, read, pixelsPerUnit);
        CheckCount(placed.Rows.Length);
        saver.Begin(placed.Rows, placed.Hand, new PageLook { XHeight = placed.XHeight });
        return placed.Notes;
    }

    private static void CheckCount(int points)
    {
        if (points <= DocumentLimits.MaximumRows) return;
        throw new InkFormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"The ink has {points:#,0} points; a page holds at most {DocumentLimits.MaximumRows:#,0}. Split the file into several."));
    }
}
