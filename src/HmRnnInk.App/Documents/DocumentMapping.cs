using System.Globalization;
using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Converts between a page and its JSON.</summary>
internal static class DocumentMapping
{
    public static DocumentV1 ToJson(InkDocument document)
    {
        ReadOnlySpan<PageRow> rows = document.Rows.Span;
        return new DocumentV1(
            PageFile.Format, Version: 1, ToJson(document.Hand), ToJson(rows, StartSeconds(rows)), Program: "HmRnnInk",
            document.Written.ToUniversalTime(), ToJson(document.Settings), ToJson(document.Look),
            document.Pen is { } pen ? ToJson(pen) : null, document.Model,
            document.Model is { } model ? ToJson(rows[..document.TracedRows], model.Layers) : null,
            document.Snapshot is { } snapshot && snapshot.Rows == document.TracedRows && Fits(document.Model, snapshot.State)
                ? ToJson(snapshot) : null,
            TextMapping.ToJson(document.Text, rows),
            document.Generation == 0 ? null : document.Generation);
    }

    public static DocumentV1.PageSettings ToJson(LiveSettings settings) => new(
        settings.Bias, settings.DelaySeconds, settings.Speed, settings.SizeFactor, settings.Ghosts, settings.HoldTop, settings.Smoothing,
        settings.VariableWidth, settings.Turns.ToString().ToLowerInvariant());

    public static DocumentV1.PageAppearance ToJson(PageLook look) => new(
        // The sheet and the zoom of a small window can be below the minimum of a document.
        look.SheetWidth is { } width ? Math.Max(DocumentLimits.SheetWidth.Minimum, width) : null, look.XHeight,
        look.Colours?.Mode.Name(), look.Colours?.Layer + 1, look.Colours?.Unit + 1,
        look.Zoom is { } zoom ? Math.Clamp(zoom, DocumentLimits.Zoom.Minimum, DocumentLimits.Zoom.Maximum) : null, look.Style);

    /// <param name="json">A document that <see cref="DocumentV1.Validate"/> has checked.</param>
    /// <param name="defaults">Settings for what the document does not contain.</param>
    public static InkDocument ToDocument(DocumentV1 json, LiveSettings defaults)
    {
        DocumentModel? model = json.Model;
        int traced = model is null ? 0 : json.Trace?.Count ?? 0;
        PageRow[] rows = ToRows(json.Rows);
        for (int row = 0; row < traced; row++)
            if (ToTrace(json.Trace!, row) is { } trace)
                rows[row] = rows[row] with { Trace = trace, Layer = trace.DeepestFlush(model!.Layers) };
        if (json.Text is not null) TextMapping.ToRows(json.Text, rows);
        return new InkDocument
        {
            Written = json.Written,
            Text = json.Text?.Now ?? "",
            Rows = rows,
            TracedRows = traced,
            Model = model is null ? null : model with { Name = Short(model.Name) },
            Settings = json.Settings is { } settings ? ToSettings(settings, defaults) : defaults,
            Look = json.Look is { } look ? ToLook(look) : new PageLook(),
            Hand = ToEstimate(json.Hand),
            Pen = json.Pen is { } pen ? ToPen(pen, rows) : null,
            Generation = json.Generation ?? 0,
            Snapshot = model is not null && json.State is { } state ? ToSnapshot(state, model) : null,
        };
    }

    public static HandEstimate ToEstimate(DocumentV1.HandSums hand) => new()
    {
        ExpectedPixelsPerUnit = hand.ExpectedPixelsPerUnit,
        ExcursionCount = hand.ExcursionCount,
        Excursions = hand.Excursions,
        SquaredExcursions = hand.SquaredExcursions,
        PathPixels = hand.PathPixels,
        Seconds = hand.Seconds,
        Slant = new HandSlant(hand.SlantLeftward ?? 0, hand.SlantHeight ?? 0),
    };

    /// <summary>Reinterprets bytes as floats. All desktop platforms of .NET 10 are little-endian.</summary>
    public static float[] ToFloats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    public static DocumentV1.HandSums ToJson(HandEstimate hand)
    {
        HandSlant? slant = hand.Slant == default ? null : hand.Slant;
        return new(hand.ExpectedPixelsPerUnit, hand.ExcursionCount, hand.Excursions, hand.SquaredExcursions, hand.PathPixels, hand.Seconds,
            slant?.Leftward, slant?.Height);
    }

    private static LiveSettings ToSettings(DocumentV1.PageSettings settings, LiveSettings defaults) => defaults with
    {
        Bias = settings.Bias ?? defaults.Bias,
        DelaySeconds = settings.DelaySeconds ?? defaults.DelaySeconds,
        Turns = settings.Turns is { } turns ? Enum.Parse<TurnTaking>(turns, ignoreCase: true)
            // Older pages have only a delay. Half a second was its default.
            : settings.DelaySeconds is null or 0.5 ? defaults.Turns : TurnTaking.Delay,
        Speed = settings.Speed ?? defaults.Speed,
        SizeFactor = settings.SizeFactor ?? defaults.SizeFactor,
        Ghosts = settings.Ghosts ?? defaults.Ghosts,
        HoldTop = settings.HoldTop ?? defaults.HoldTop,
        Smoothing = settings.Smoothing ?? defaults.Smoothing,
        VariableWidth = settings.VariableWidth ?? defaults.VariableWidth,
    };

    private static PageLook ToLook(DocumentV1.PageAppearance look) => new()
    {
        SheetWidth = look.SheetWidth,
        XHeight = look.XHeight,
        Colours = look.Colours is { } mode ? new ColourScheme(ColourModes.Named(mode), (look.Layer ?? 1) - 1, (look.Unit ?? 1) - 1)
            : null,
        Zoom = look.Zoom,
        Style = look.Style is { } style ? Short(style) : null,
    };

    private static DocumentV1.ModelPen ToJson(ModelPenSnapshot pen) => new(
        pen.Place.X, pen.Place.Y, pen.Place.ShiftX, pen.Place.ShiftY, pen.Place.Line, pen.Map.PixelsPerUnit, pen.Height,
        pen.Right == float.MinValue ? null : pen.Right, pen.Rows, pen.Drift, pen.Pace, pen.Bottom,
        pen.Map.Slant == 0 ? null : pen.Map.Slant, pen.Reach == 0 ? null : pen.Reach);

    private static ModelPenSnapshot ToPen(DocumentV1.ModelPen pen, PageRow[] rows) => new(
        new UnitMap(pen.PixelsPerUnit, pen.Slant ?? 0), pen.Height, pen.Right ?? float.MinValue,
        new PenPlace(pen.X, pen.Y, pen.ShiftX, pen.ShiftY, pen.Line), pen.Rows,
        pen.Drift, pen.Pace, pen.Reach ?? 0, pen.Bottom ?? rows.Select(row => row.Y).DefaultIfEmpty().Max());

    /// <returns>The time of the first row that has one. NaN if none has.</returns>
    public static double StartSeconds(ReadOnlySpan<PageRow> rows)
    {
        double start = double.NaN;
        for (int row = 0; row < rows.Length && double.IsNaN(start); row++) start = rows[row].TimeSeconds;
        return start;
    }

    /// <param name="start">Times count from here, because the clock starts anew in each run of the program.</param>
    public static DocumentV1.RowColumns ToJson(ReadOnlySpan<PageRow> rows, double start)
    {
        float[] slant = Column(rows, static row => row.Slant);
        float?[] pressure = Column(rows, static row => row.Pressure);
        return new(
            rows.Length,
            Column(rows, static row => row.Offset.DeltaX),
            Column(rows, static row => row.Offset.DeltaY),
            Codes(rows, static row => row.Offset.PenUp ? '1' : '0'),
            Column(rows, static row => row.X),
            Column(rows, static row => row.Y),
            Codes(rows, static row => row.Owner == RowOwner.Person ? 'P' : 'M'),
            Column(rows, static row => row.Line),
            Column(rows, static row => row.PixelsPerUnit),
            Codes(rows, static row => row.HoldsTop ? '1' : '0'),
            Column(rows, row => double.IsNaN(row.TimeSeconds) ? (double?)null : Math.Round(row.TimeSeconds - start, 5)),
            Array.Exists(pressure, static value => value is not null) ? pressure : null, // most pointers report none
            RecordedMapping.ToJson(rows, start),
            Array.Exists(slant, static value => value != 0) ? slant : null);
    }

    public static PageRow[] ToRows(DocumentV1.RowColumns columns)
    {
        var rows = new PageRow[columns.Count];
        int stroke = 0, taken = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            bool penUp = columns.PenUp[row] == '1';
            rows[row] = new PageRow(
                new PenOffset(columns.DeltaX[row], columns.DeltaY[row], penUp), columns.X[row], columns.Y[row],
                columns.Owner[row] == 'P' ? RowOwner.Person : RowOwner.Model, stroke, columns.Line[row],
                PixelsPerUnit: columns.PixelsPerUnit[row], HoldsTop: columns.HoldsTop?[row] == '1')
            {
                TimeSeconds = columns.Seconds?[row] ?? double.NaN,
                Pressure = columns.Pressure?[row],
                Recorded = RecordedMapping.ToPoints(columns.Recorded, row, ref taken),
                Slant = columns.Slant?[row] ?? 0,
            };
            if (penUp) stroke++;
        }

        return rows;
    }

    private static DocumentV1.ModelTrace ToJson(ReadOnlySpan<PageRow> rows, int layers)
    {
        string[] operations = new string[layers], boundaries = new string[layers];
        int[][] probabilities = new int[Math.Min(layers, RowTrace.LayersWithProbability)][];
        for (int layer = 0; layer < layers; layer++)
        {
            operations[layer] = Codes(rows, row => row.Trace is { } trace ? DocumentV1.Operations[(int)trace.Operation(layer)]
                : DocumentV1.NotRead[0]);
            boundaries[layer] = Codes(rows, row => row.Trace?.Boundary(layer) is true ? '1' : '0');
        }

        for (int layer = 0; layer < probabilities.Length; layer++)
            probabilities[layer] = Column(rows, row => row.Trace?.StoredProbability(layer) ?? 0);
        int[] letters = Column(rows, static row => row.Trace?.Letter ?? -1);
        return new(rows.Length, operations, boundaries, probabilities, Column(rows, static row => row.Trace?.Nats ?? 0),
            Array.Exists(letters, static letter => letter >= 0) ? letters : null);
    }

    /// <returns>Null if the model had not read the row.</returns>
    private static RowTrace? ToTrace(DocumentV1.ModelTrace trace, int row)
    {
        if (trace.Operations[0]![row] == DocumentV1.NotRead[0]) return null;
        var read = new RowTrace(0, 0, 0, trace.Nats[row]) { Letter = trace.Letters?[row] ?? -1 };
        for (int layer = 0; layer < trace.Operations.Length; layer++)
        {
            int operation = DocumentV1.Operations.IndexOf(trace.Operations[layer]![row], StringComparison.Ordinal);
            int probability = layer < trace.Probabilities.Length ? trace.Probabilities[layer]![row] : 0;
            // A damaged file can lack the operation of one layer, although the row was read: IndexOf gives −1, taken for UPDATE.
            var done = (Operation)Math.Max((int)Operation.Update, operation);
            read = read.With(layer, done, trace.Boundaries[layer]![row] == '1', probability);
        }

        return read;
    }

    /// <summary>Whether the state fits the model. It does not if the model was replaced after the state was asked for.</summary>
    private static bool Fits(DocumentModel? model, StepState state) =>
        model is not null && state.Boundaries.Length == model.Layers && state.Cells.Length == model.Layers * model.Hidden;

    private static DocumentV1.ModelState ToJson(ModelSnapshot snapshot) => new(
        snapshot.Rows, ToBytes(snapshot.State.Cells), ToBytes(snapshot.State.Hiddens),
        string.Concat(snapshot.State.Boundaries.Select(fired => fired ? '1' : '0')),
        // As text: most JSON readers store numbers as doubles, which would lose bits.
        snapshot.Random?.ToString("x16", CultureInfo.InvariantCulture),
        snapshot.State.Kappas.Length == 0 ? null : ToBytes(snapshot.State.Kappas),
        snapshot.State.Kappas.Length == 0 ? null : ToBytes(snapshot.State.Window),
        snapshot.State.Text.Length == 0 ? null : [.. snapshot.State.Text.Select(symbol => (byte)symbol)]);

    private static ModelSnapshot ToSnapshot(DocumentV1.ModelState state, DocumentModel model)
    {
        StepState restored = TextMapping.ToState(state, model);
        ToFloats(state.Cells).CopyTo(restored.Cells, 0);
        ToFloats(state.Hiddens).CopyTo(restored.Hiddens, 0);
        for (int layer = 0; layer < model.Layers; layer++) restored.Boundaries[layer] = state.Boundaries[layer] == '1';
        return new ModelSnapshot(state.Rows, restored, state.Random is { } random
            ? ulong.Parse(random, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : null);
    }

    private static byte[] ToBytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static string Short(string name) => ModelEntry.Shorten(name, DocumentLimits.MaximumNameLength);

    /// <summary>A column of one character per row, as <see cref="DocumentV1.RowColumns"/> has it.</summary>
    private static string Codes(ReadOnlySpan<PageRow> rows, Func<PageRow, char> code) => new(Column(rows, code));

    public static T[] Column<T>(ReadOnlySpan<PageRow> rows, Func<PageRow, T> value)
    {
        var column = new T[rows.Length];
        for (int row = 0; row < rows.Length; row++) column[row] = value(rows[row]);
        return column;
    }
}
