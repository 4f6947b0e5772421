using CsCheck;
using HmRnnInk.App.Inference;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Documents with generated values.</summary>
internal static class AnyDocument
{
    private static readonly Gen<RowTrace> Trace =
        Gen.Select(Gen.UInt[0, 2], Gen.UInt[0, 2], Gen.UInt[0, 2], Gen.Int[0, 7], Gen.ULong, Gen.Float[-50, 50],
        (low, middle, top, boundaries, probabilities, nats) =>
            new RowTrace(low | middle << 2 | top << 4, (ushort)boundaries, probabilities & 0xFFFF_FFFF_FFFF, nats)
            {
                Letter = boundaries == 7 ? (int)low : -1,
            });

    private static readonly Gen<PageRow> Row =
        Gen.Select(Gen.Float[-900, 900], Gen.Float[-900, 900], Gen.Bool, Gen.Float[-1000, 3000], Gen.Int[0, 40], Gen.Bool,
        Gen.Double[0, 1000],
        (x, y, penUp, place, line, person, seconds) =>
            new PageRow(new PenOffset(x, y, penUp), place, place / 3, person ? RowOwner.Person : RowOwner.Model, 0, line,
                PixelsPerUnit: 0.1f + line / 100f)
            {
                TimeSeconds = person ? Math.Round(seconds, 5) : double.NaN,
                Slant = line > 20 ? line / 50f - 1 : 0,
                Pressure = person && seconds > 400 ? (float)(seconds - 400) / 600 : null,
                Text = line < 3 ? new RowText("words for the model", line, (TextChange)line) : null,
            });

    public static Gen<InkDocument> Any { get; } =
        Gen.Select(Gen.Select(Row, Trace).Array[0, 60], Gen.Double[0, 1], Gen.Bool, Gen.ULong, Gen.Float[-5, 5].Array[12],
        Gen.Double[0.3, 0.9], Of);

    /// <summary>A document of forty rows, three quarters of them read.</summary>
    public static InkDocument Example { get; } = Of(
        [.. Enumerable.Range(0, 40).Select(row => (
            new PageRow(new PenOffset(row * 1.7f, -row, row % 9 == 8), 100 + 3 * row, 140, row < 25 ? RowOwner.Person : RowOwner.Model, 0,
                row / 20)
            {
                TimeSeconds = row < 25 ? 7 + 0.015 * row : double.NaN,
                Pressure = row is > 8 and < 25 ? row / 25f : null,
                Text = row == 24 ? new RowText("some words", 2, TextChange.Begin) : null,
            },
            new RowTrace((uint)(row % 3 | 1 << 2 | 1 << 4), (ushort)(row % 5 == 4 ? 1 : 0), (ulong)row * 1000, -0.5f * row)
            {
                Letter = row > 24 ? 2 : -1,
            }))],
        tracedShare: 0.75, hasModel: true, random: 0xFEDC_BA98_7654_3210,
        cells: [.. Enumerable.Range(0, 12).Select(unit => 0.3f * unit - 1)], size: 0.2);

    private static InkDocument Of((PageRow Row, RowTrace Trace)[] parts, double tracedShare, bool hasModel, ulong random, float[] cells,
        double size)
    {
        int traced = hasModel ? (int)Math.Round(tracedShare * parts.Length) : 0;
        var rows = new PageRow[parts.Length];
        double start = parts.Select(each => each.Row.TimeSeconds).FirstOrDefault(double.IsFinite);
        int stroke = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            PageRow each = parts[row].Row with { Stroke = stroke, TimeSeconds = Math.Round(parts[row].Row.TimeSeconds - start, 5) };
            rows[row] = row < traced ? each with { Trace = parts[row].Trace, Layer = parts[row].Trace.DeepestFlush(3) } : each;
            if (each.Offset.PenUp) stroke++;
        }

        var state = new StepState(layers: 3, hidden: 4, components: 2, symbols: 5) { Text = [4, 0, 3] };
        cells.AsSpan(0, 2).CopyTo(state.Kappas);
        cells.AsSpan(2, 5).CopyTo(state.Window);
        cells.CopyTo(state.Cells, 0);
        for (int unit = 0; unit < 12; unit++) state.Hiddens[unit] = MathF.Tanh(cells[unit]);
        state.Boundaries[1] = true;
        return new InkDocument
        {
            Written = new DateTimeOffset(2026, 11, 24, 23, 40, 7, TimeSpan.Zero),
            Rows = rows,
            Text = hasModel ? "some words to write" : "",
            TracedRows = traced,
            Model = hasModel ? new DocumentModel("a model", new string('a', 64), 3, 4) : null,
            Settings = new LiveSettings
            {
                Bias = 1.5,
                DelaySeconds = 0.7,
                Turns = TurnTaking.OnRequest,
                Speed = 2,
                SizeFactor = 1.1f,
                Ghosts = 9,
                HoldTop = true,
                Smoothing = false,
                VariableWidth = false
            },
            Look = new PageLook
            {
                SheetWidth = 1228,
                XHeight = 27.3f,
                Colours = new ColourScheme(ColourMode.Unit, 1, 2),
                Zoom = 1.37f,
                Style = "a style"
            },
            Pen = new ModelPenSnapshot(
                new UnitMap(0.21f, hasModel ? -0.3f : 0), -12.3f, hasModel ? 400.1f : float.MinValue,
                new PenPlace(1.7f, 2.3f, cells[0], 0.1f, 3), 17, -0.7f, 33.3f, hasModel ? 71.4f : 0, 412.6f),
            Hand = HandEstimate.Expect((float)size).After(
                [new InkPoint(0, 0, 0), new InkPoint(3, 40, 1), new InkPoint(9, 2, 2)], 90, 0.4,
                new HandSlant(-3, hasModel ? 40 : 0)),
            Snapshot = hasModel ? new ModelSnapshot(traced, state, random) : null,
        };
    }
}
