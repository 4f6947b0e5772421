using HmRnnInk.App.Canvas.Hulls;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Tests.Canvas;

public sealed class InkPaintTests
{
    public static TheoryData<string, int> Schemes => new()
    {
        { nameof(ColourMode.Flush), 0 },
        { nameof(ColourMode.Segments), 0 },
        { nameof(ColourMode.Segments), 1 },
        { nameof(ColourMode.Operation), 0 },
        { nameof(ColourMode.Operation), 1 },
        { nameof(ColourMode.Operation), 2 },
        { nameof(ColourMode.Surprise), 0 },
        { nameof(ColourMode.Unit), 2 },
        { nameof(ColourMode.Plain), 0 },
    };

    /// <summary>Modes, each with the layer that it colours by, at each scale of the golden pictures.</summary>
    public static TheoryData<string, int, float> PicturedModes => new(
        from mode in new (ColourMode Mode, int Layer)[]
        {
            (ColourMode.Nested, 0), (ColourMode.Flush, 0), (ColourMode.Segments, 1), (ColourMode.Operation, 1), (ColourMode.Surprise, 0),
            (ColourMode.Unit, 2), (ColourMode.Plain, 0),
        }
        from scale in (float[])[1, 1.25f, 2]
        select (mode.Mode.ToString(), mode.Layer, scale));

    [Fact]
    public void SegmentColours_AlternateAtEachBoundary()
    {
        (TestPage page, InkPaint paint) = Written(new ColourScheme(ColourMode.Segments, 1));
        ModeColours colours = Palette.Light.Modes;
        for (int row = 0; row < page.Ink.Rows.Count; row++)
        {
            IReadOnlyList<uint> hues = page.Ink.Rows[row].Owner == RowOwner.Model ? colours.Segments.Model : colours.Segments.Person;
            // The layer ends a segment at every ninth row (ScriptedEngine).
            Assert.Equal(hues[row / 9 % hues.Count], paint.Of(row, page.Ink.Rows[row]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ColoursOfOperations_FollowTheOperationOfEachRow(int layer)
    {
        (TestPage page, InkPaint paint) = Written(new ColourScheme(ColourMode.Operation, layer));
        for (int row = 0; row < page.Ink.Rows.Count; row++)
        {
            Operation operation = layer switch // as ScriptedEngine does
            {
                0 => row % 3 == 0 ? Operation.Flush : Operation.Update,
                1 => row % 9 == 0 ? Operation.Flush : row % 3 == 2 ? Operation.Update : Operation.Copy,
                _ => row % 9 == 8 ? Operation.Update : Operation.Copy,
            };
            Assert.Equal(Palette.Light.Modes.Of(page.Ink.Rows[row].Owner == RowOwner.Model, operation), paint.Of(row, page.Ink.Rows[row]));
        }
    }

    [Fact]
    public void ColourOfSurprise_FollowsTheLikelihoodOfTheRow()
    {
        (_, InkPaint paint) = Written(new ColourScheme(ColourMode.Surprise));
        ColourRamp ramp = Palette.Light.Modes.Surprise;
        Assert.Equal(ramp.Colours[0], Of(InkPaint.ExpectedNats + 1));
        Assert.Equal(ramp.Colours[^1], Of(InkPaint.SurprisingNats - 1));
        Assert.Equal(ramp.Colours[ColourRamp.Steps / 2], Of((InkPaint.ExpectedNats + InkPaint.SurprisingNats) / 2));

        uint Of(float nats) => paint.Of(5, new PageRow(default, 0, 0, RowOwner.Person, 0, 0, new RowTrace(0, 0, 0, nats)));
    }

    [Fact]
    public void RecalledUnits_RepaintTheInkOnlyInTheColoursOfUnits()
    {
        var history = new HiddenHistory(1, 2);
        history.Forget(600); // 600 rows whose hidden states are not known
        var paint = new InkPaint(new LayerSegments().Number, history);
        var unit = new ColourScheme(ColourMode.Unit);
        Assert.True(paint.Choose(Palette.Light, unit, 600));
        Assert.False(paint.Choose(Palette.Light, unit, 600));
        for (int row = 0; row < 600; row++) history.Recall(row, 600, [0.03f, -0.4f]);
        Assert.True(paint.Choose(Palette.Light, unit, 600));
        Assert.Equal(0.1f, paint.UnitRange); // the range is measured again, too: 2.5 · 0.03, rounded up
        Assert.False(paint.Choose(Palette.Light, unit, 600));

        paint.Choose(Palette.Light, new ColourScheme(ColourMode.Flush), 600);
        history.Forget(600);
        Assert.False(paint.Choose(Palette.Light, new ColourScheme(ColourMode.Flush), 600));
    }

    [Fact]
    public void ColourOfAUnit_FollowsItsValueAsAShareOfItsRange()
    {
        (TestPage page, InkPaint paint) = Written(new ColourScheme(ColourMode.Unit, 2, 1));
        Assert.Equal(1, paint.UnitRange); // the maximum: 2.5 times the root mean square of a sine is 1.8
        for (int row = 0; row < page.Ink.Rows.Count; row++)
        {
            float value = page.Ink.Hiddens!.Value(row, 2, 1)!.Value;
            Assert.Equal(MathF.Sin(0.37f * row * 6), value, 0.01f);
            Assert.Equal(Palette.Light.Modes.Unit.At(0.5 + 0.5 * value), paint.Of(row, page.Ink.Rows[row]));
        }
    }

    [Theory, MemberData(nameof(Schemes))]
    public void AnotherMode_RecoloursAllInk(string modeName, int layer)
    {
        ColourMode mode = Enum.Parse<ColourMode>(modeName);
        (TestPage page, InkPaint paint) = Written(new ColourScheme(mode == ColourMode.Plain ? ColourMode.Flush : ColourMode.Plain));
        var picture = new InkPicture(new InkPen(2.75f));
        picture.Update(page.Ink.RowSpan, 0, [], paint);
        uint[] before = [.. picture.Capsules.Select(capsule => capsule.Colour)];

        Assert.True(paint.Choose(Palette.Dark, new ColourScheme(mode, layer), page.Ink.TracedRows));
        picture.Update(page.Ink.RowSpan, 0, [], paint);
        var whole = new InkPicture(new InkPen(2.75f));
        whole.Update(page.Ink.RowSpan, 0, [], paint);
        Assert.Equal(whole.Capsules, picture.Capsules);
        Assert.DoesNotContain(picture.Capsules, capsule => before.Contains(capsule.Colour));
        Assert.False(paint.Choose(Palette.Dark, new ColourScheme(mode, layer), page.Ink.TracedRows));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Legend_ShowsExactlyTheColoursThatInkCanHave(string modeName, int layer)
    {
        ColourMode mode = Enum.Parse<ColourMode>(modeName);
        (TestPage page, InkPaint paint) = Written(new ColourScheme(mode, layer));
        using var screen = new Offscreen(700, 60);
        float width = 0;
        using Screenshot shot = screen.Draw(Palette.Light.Paper, ui => width = LegendPanel.Draw(
            ui, paint.Palette, 10, 30, paint.Scheme, page.Ink.Layers, paint.UnitRange, new LayerNames(() => null)));
        Assert.InRange(width, 60, 500);
        HashSet<uint> shown = [.. shot.Bitmap.Pixels.Select(pixel => (uint)(pixel.Red << 24 | pixel.Green << 16 | pixel.Blue << 8 | 255))];
        ModeColours modes = paint.Palette.Modes;
        uint[] all =
        [
            .. paint.Palette.Ink.Person, .. paint.Palette.Ink.Model, .. modes.Segments.Person, .. modes.Segments.Model,
            .. modes.PersonOperations, .. modes.ModelOperations, .. modes.Surprise.Colours, .. modes.Unit.Colours,
        ];
        uint[] used = [.. page.Ink.Rows.Select((row, index) => paint.Of(index, row)).Distinct()];
        Assert.All(used, colour => Assert.Contains(colour, shown));
        if (mode is ColourMode.Surprise or ColourMode.Unit) return; // a page need not have every value of a ramp
        // The colours of no flush and of layers 1 and 2. The third layer is the top layer, which never flushes.
        if (mode == ColourMode.Flush) used = [.. paint.Palette.Ink.Person.Take(3), .. paint.Palette.Ink.Model.Take(3)];
        Assert.Equal(used.Order(), all.Where(shown.Contains).Order());
    }

    [Theory, MemberData(nameof(PicturedModes))]
    public void Mode_LooksAsItDid(string modeName, int layer, float scale)
    {
        ColourMode mode = Enum.Parse<ColourMode>(modeName);
        (TestPage page, InkPaint paint) = Written(new ColourScheme(mode, layer));
        using var screen = new Offscreen((int)(500 * scale), (int)MathF.Ceiling(150 * scale));
        foreach (bool dark in (bool[])[false, true])
        {
            Palette palette = dark ? Palette.Dark with { GrainSteps = 0 } : Palette.Light with { GrainSteps = 0 };
            paint.Choose(palette, paint.Scheme, page.Ink.TracedRows);
            var picture = new InkPicture(new InkPen(2.75f));
            picture.Update(page.Ink.RowSpan, 0, [], paint);
            using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
            if (mode == ColourMode.Nested) AddHulls(canvas, page, palette);
            canvas.Append([.. picture.Capsules]);
            canvas.Draw(
                screen.View(scale) with { OriginX = 40, OriginY = 80 },
                // The edges of the sheet lie outside the picture.
                TestPage.Layout with { X = -20, Y = -20, Width = TestPage.Layout.Width + 92, Height = 1000, ActiveLine = -1 },
                palette);
            using var ui = new UiRenderer(screen.Gl, screen.Shaders);
            ui.Begin(screen.View(scale));
            LegendPanel.Draw(ui, palette, 28, 124, paint.Scheme, page.Ink.Layers, paint.UnitRange,
                new LayerNames(() => null));
            ui.End();
            using Screenshot shot = screen.Take();
            GoldenImage.AssertMatches(shot,
                $"mode-{mode.ToString().ToLowerInvariant()}-{(dark ? "dark" : "light")}{GoldenImage.Suffix(scale)}",
                largestGroup: (int)(6 * scale * scale));
        }
    }

    private static void AddHulls(InkCanvas canvas, TestPage page, Palette palette)
    {
        var segments = new LayerSegments();
        segments.Update(page.Ink.Rows, 0, page.Ink.Layers);
        var hulls = new HullPicture(segments);
        hulls.Update(page.Ink.RowSpan, 0, page.Ink.Layers, palette, 0);
        for (int level = 0; level < HullShape.Levels; level++) canvas.ReplaceHulls(level, 0, hulls.Levels[level].Capsules);
    }

    /// <summary>Creates a page with ink of the person and the model, and its paint.</summary>
    private static (TestPage Page, InkPaint Paint) Written(ColourScheme scheme)
    {
        var page = new TestPage(new LiveSettings { StepCap = 60, Speed = 8 }, new ScriptedEngine(stepUnits: 25));
        page.Loops(70, 144, 8);
        page.Wait(3);
        Assert.True(page.ModelRows.Count() > 40);
        var segments = new LayerSegments();
        segments.Update(page.Ink.Rows, 0, page.Ink.Layers);
        var paint = new InkPaint(segments.Number, page.Ink.Hiddens);
        paint.Choose(Palette.Light, scheme, page.Ink.TracedRows);
        return (page, paint);
    }
}
