using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App;

/// <summary>
/// Compiles the code that handles a stroke before the first stroke. Otherwise events would wait for the compiler and get wrong times.
/// </summary>
internal static class StrokeWarmUp
{
    public static void Compile(PageLayout layout, LiveSettings settings, InkPaint paint)
    {
        var page = new LiveInk(null, layout, settings, PenScale.Default.PixelsPerUnit);
        var picture = new InkPicture(InkPen.Of(settings));
        page.PenDown(new(100, 100, 0));
        for (int point = 1; point < 50; point++)
        {
            page.PenMove(new(100 + 3 * point, 100 - 20 * MathF.Sin(0.4f * point), 0.01 * point));
            page.Advance(0.01 * point);
            picture.Update(page.RowSpan, page.TakeChanges(), page.Unsettled, paint);
        }

        page.PenUp(new(250, 100, 0.5));
    }
}
