using HmRnnInk.App.Rendering;
using HmRnnInk.App.Text;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Tests.Rendering;

/// <summary>A page with everything on it that can be drawn.</summary>
internal static class DemoPage
{
    public static List<InkSegment> Scribble(float x, float baseline, float xHeight, int loops, InkColours colours, bool byModel, float width)
    {
        var segments = new List<InkSegment>();
        const int Steps = 22;
        (float X, float Y) Point(int i)
        {
            float t = i * MathF.Tau / Steps;
            float tall = (i / Steps) % 4 == 1 ? 2f : 1f;
            return (x + xHeight * (t * 0.13f - 0.32f * MathF.Sin(t)), baseline - xHeight * tall * 0.5f * (1 - MathF.Cos(t)));
        }

        for (int i = 0; i < loops * Steps; i++)
        {
            int depth = i % 37 < 3 ? 3 : i % 19 < 4 ? 2 : i % 7 < 2 ? 1 : 0;
            (float x0, float y0) = Point(i);
            (float x1, float y1) = Point(i + 1);
            segments.Add(new InkSegment(x0, y0, x1, y1, width, colours.Of(byModel, depth), depth));
        }

        return segments;
    }

    public static void Draw(Offscreen screen, Palette palette, float scale)
    {
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        PageLayout layout = PageLayout.Fit(screen.Width / scale, screen.Height / scale, 24) with { ActiveLine = 1 };
        for (int line = 0; line < 3; line++)
        {
            canvas.Append(Scribble(layout.LeftMargin + 20, layout.Baseline(line), 24, 12, palette.Ink, byModel: false, 3).ToArray());
            canvas.Append(Scribble(layout.LeftMargin + 320, layout.Baseline(line), 24, 16, palette.Ink, byModel: true, 3).ToArray());
        }

        PageView view = screen.View(scale);
        canvas.Draw(view, layout, palette);
        ui.Begin(view);
        float y = layout.Y + layout.Height + 15;
        float x = layout.X;
        foreach (bool byModel in (bool[])[false, true])
        {
            x += ui.Text(byModel ? "model" : "you", x, y + 19, 13, palette.Text, FontWeight.SemiBold) + 12;
            for (int depth = 0; depth < 4; depth++)
            {
                ui.Line(x, y + 15, x + 22, y + 15, 4, palette.Ink.Of(byModel, depth));
                x += 28;
                string name = depth == 0 ? "no flush" : depth == 3 ? "layer 3+" : $"layer {depth}";
                x += ui.Text(name, x, y + 19, 12, palette.MutedText) + 14;
            }

            x += 14;
        }

        float right = layout.X + layout.Width;
        ui.Text("1,234 steps/s", right, y + 19, 12, palette.Text, align: TextAlign.Right, tabular: true);
        ui.Shadow(right - 250, 60, 220, 120, 10, 14, palette.Shadow);
        ui.Rect(right - 250, 60 - 4, 220, 120, 10, palette.Panel, palette.PanelBorder);
        ui.Text("Boundary rates", right - 234, 82, 13, palette.Text, FontWeight.SemiBold);
        for (int layer = 0; layer < 3; layer++)
        {
            float at = 104 + layer * 22;
            ui.Text($"layer {layer + 1}", right - 234, at, 12, palette.MutedText);
            ui.Rect(right - 180, at - 9, 90, 8, 4, palette.PanelBorder);
            ui.Rect(right - 180, at - 9, 90 * (0.6f - 0.25f * layer), 8, 4, palette.Ink.Of(false, layer + 1));
            ui.Text($"{0.61 - 0.25 * layer:0.000}", right - 46, at, 12, palette.Text, align: TextAlign.Right, tabular: true);
        }

        ui.End();
    }
}
