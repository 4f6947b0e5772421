using SkiaSharp;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>Finds ink in a picture of a light page.</summary>
internal static class InkPixels
{
    /// <returns>Whether a pixel, or one at most <paramref name="reach"/> away, is darker than any ruled line.</returns>
    public static bool HasInkAt(this SKBitmap picture, int x, int y, int reach = 0)
    {
        for (int dy = -reach; dy <= reach; dy++)
        {
            for (int dx = -reach; dx <= reach; dx++)
            {
                SKColor colour = picture.GetPixel(x + dx, y + dy);
                if (Math.Min(colour.Red, Math.Min(colour.Green, colour.Blue)) < 110) return true;
            }
        }

        return false;
    }
}
