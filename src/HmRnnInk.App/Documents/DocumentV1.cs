using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>
/// The JSON of a document in version 1, member by member; docs/dev/document-format.md describes them. A member with a default value may be
/// missing. Unknown members are ignored.
/// </summary>
internal sealed record DocumentV1(
    string Format, int Version, DocumentV1.HandSums Hand, DocumentV1.RowColumns Rows, string? Program = null,
    DateTimeOffset Written = default,
    DocumentV1.PageSettings? Settings = null, DocumentV1.PageAppearance? Look = null, DocumentV1.ModelPen? Pen = null,
    DocumentModel? Model = null, DocumentV1.ModelTrace? Trace = null, DocumentV1.ModelState? State = null,
    DocumentV1.PageTexts? Text = null, int? Generation = null)
{
    /// <summary>The codes of the <see cref="Operation"/>s, in the order of their values.</summary>
    public const string Operations = "UCF";

    /// <summary>The code of the operation at a row that the model has not read.</summary>
    public const string NotRead = "-";

    public sealed record HandSums(
        double ExpectedPixelsPerUnit, double ExcursionCount, double Excursions, double SquaredExcursions, double PathPixels,
        double Seconds, double? SlantLeftward = null, double? SlantHeight = null);

    /// <summary>One column per field of a row. A string has one character per row, a code: 1 or 0, P (person) or M (model).</summary>
    public sealed record RowColumns(
        int Count, float[] DeltaX, float[] DeltaY, string PenUp, float[] X, float[] Y, string Owner, int[] Line, float[] PixelsPerUnit,
        string? HoldsTop = null, double?[]? Seconds = null, float?[]? Pressure = null, RecordedColumns? Recorded = null,
        float[]? Slant = null);

    /// <summary>The recorded points of opened ink, in the order of their rows.</summary>
    /// <param name="Counts">The number of points of each row; null for a row of ink that was written here.</param>
    public sealed record RecordedColumns(int?[] Counts, float[] X, float[] Y, double[] Seconds, float?[]? Pressure = null);

    public sealed record PageSettings(
        double? Bias = null, double? DelaySeconds = null, [property: JsonConverter(typeof(InfinityAsNull))] double? Speed = null,
        float? SizeFactor = null, int? Ghosts = null, bool? HoldTop = null, bool? Smoothing = null, bool? VariableWidth = null,
        string? Turns = null);

    public sealed record PageAppearance(
        float? SheetWidth = null, float? XHeight = null, string? Colours = null, int? Layer = null, int? Unit = null, float? Zoom = null,
        string? Style = null);

    /// <param name="Right">Null if the line has no ink. The null is written as well.</param>
    public sealed record ModelPen(
        float X, float Y, float ShiftX, float ShiftY, int Line, float PixelsPerUnit, float Height,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] float? Right, int Rows, float Drift, float Pace,
        float? Bottom = null, float? Slant = null, float? Reach = null);

    /// <summary>
    /// What the model did at the first rows. A list has one item per layer, the lowest first. A string has one character per row, a code.
    /// </summary>
    /// <param name="Probabilities">For each row, the boundary probability z̃ times 65,535.</param>
    /// <param name="Letters">For each row, the index in the page's text of the character that the text window was on; −1 for none.</param>
    public sealed record ModelTrace(
        int Count, string?[] Operations, string?[] Boundaries, int[]?[] Probabilities, float[] Nats, int[]? Letters = null);

    /// <param name="Text">The symbols of the text that the model sees, one byte each.</param>
    public sealed record ModelState(
        int Rows, byte[] Cells, byte[] Hiddens, string Boundaries, string? Random = null,
        byte[]? Kappas = null, byte[]? Window = null, byte[]? Text = null);

    /// <summary>The text of the page, and the rows at which the text that the model sees changes.</summary>
    /// <param name="Texts">The texts of the marks. Marks that follow each other and have the same text share one.</param>
    public sealed record PageTexts(string Now, string?[] Texts, TextMark?[] Marks);

    /// <summary>A change of the text that the model sees.</summary>
    /// <param name="Row">The row before which the text changes.</param>
    /// <param name="Change">What changes: <c>begin</c>, <c>edit</c> or <c>end</c>.</param>
    /// <param name="Text">The index of the text in <see cref="PageTexts.Texts"/>.</param>
    /// <param name="Start">
    /// An index in the text. For <c>begin</c>, the first character that the model sees; for <c>end</c>, the first that is not written.
    /// </param>
    public sealed record TextMark(int Row, string Change, int Text, int Start);

    /// <summary>Checks every value, after reading and before writing.</summary>
    /// <exception cref="Ink.InkFormatException">A value is out of range, or two values contradict each other.</exception>
    public void Validate(DocumentCheck check)
    {
        CheckPage(check);
        CheckRows(check);
        if (Text is not null) TextMapping.Check(check, Text, Rows.Count);
        if (Model is null) return; // trace and state are ignored without a model
        check.Number(Model.Layers, DocumentLimits.Layers);
        check.Number(Model.Hidden, DocumentLimits.Hidden);
        if (Trace is not null) CheckTrace(check, Trace, Model.Layers);
        if (State is not null) CheckState(check, State, Model);
    }

    private void CheckPage(DocumentCheck check)
    {
        check.Number(Hand.ExpectedPixelsPerUnit, DocumentLimits.ExpectedPixelsPerUnit);
        check.Number(Hand.ExcursionCount, DocumentLimits.HandSum);
        check.Number(Hand.Excursions, DocumentLimits.HandSum);
        check.Number(Hand.SquaredExcursions, DocumentLimits.HandSquares);
        check.Number(Hand.PathPixels, DocumentLimits.HandSum);
        check.Number(Hand.Seconds, DocumentLimits.HandSum);
        check.Number(Hand.SlantLeftward, DocumentLimits.SignedHandSum);
        check.Number(Hand.SlantHeight, DocumentLimits.HandSum);
        check.Number(DocumentMapping.ToEstimate(Hand).Scale.PixelsPerUnit, DocumentLimits.HandScale, "the size that follows from hand");
        check.Number(Settings?.Bias, DocumentLimits.Bias);
        check.Number(Settings?.DelaySeconds, DocumentLimits.DelaySeconds);
        check.Name(Settings?.Turns, Enum.GetNames<TurnTaking>());
        if (Settings?.Speed != double.PositiveInfinity) check.Number(Settings?.Speed, DocumentLimits.Speed);
        check.Number(Settings?.SizeFactor, DocumentLimits.SizeFactor);
        check.Number(Settings?.Ghosts, DocumentLimits.Ghosts);
        check.Number(Generation, DocumentLimits.Generation);
        check.Number(Look?.SheetWidth, DocumentLimits.SheetWidth);
        check.Number(Look?.XHeight, DocumentLimits.XHeight);
        check.Name(Look?.Colours, [.. ColourModes.All.Select(mode => mode.Name)]);
        check.Number(Look?.Layer, DocumentLimits.Layers);
        check.Number(Look?.Unit, DocumentLimits.Hidden);
        check.Number(Look?.Zoom, DocumentLimits.Zoom);
        check.Number(Pen?.X, DocumentLimits.EndlessPlace);
        check.Number(Pen?.Y, DocumentLimits.EndlessPlace);
        check.Number(Pen?.ShiftX, DocumentLimits.EndlessPlace);
        check.Number(Pen?.ShiftY, DocumentLimits.EndlessPlace);
        check.Number(Pen?.Line, DocumentLimits.Line);
        check.Number(Pen?.PixelsPerUnit, DocumentLimits.PixelsPerUnit);
        check.Number(Pen?.Height, DocumentLimits.EndlessPlace);
        check.Number(Pen?.Right, DocumentLimits.EndlessPlace);
        check.Number(Pen?.Rows, DocumentLimits.Rows);
        check.Number(Pen?.Drift, DocumentLimits.EndlessPlace);
        check.Number(Pen?.Pace, DocumentLimits.Pace);
        check.Number(Pen?.Bottom, DocumentLimits.EndlessPlace);
        check.Number(Pen?.Reach, DocumentLimits.Reach);
        check.Number(Pen?.Slant, DocumentLimits.Slant);
    }

    private void CheckRows(DocumentCheck check)
    {
        check.Number(Rows.Count, DocumentLimits.Rows);
        check.Numbers(Rows.DeltaX, Rows.Count, DocumentLimits.Place);
        check.Numbers(Rows.DeltaY, Rows.Count, DocumentLimits.Place);
        check.Codes(Rows.PenUp, Rows.Count, "01");
        check.Numbers(Rows.X, Rows.Count, DocumentLimits.Place);
        check.Numbers(Rows.Y, Rows.Count, DocumentLimits.Place);
        check.Codes(Rows.Owner, Rows.Count, "PM");
        check.Numbers(Rows.Line, Rows.Count, DocumentLimits.Line);
        check.Numbers(Rows.PixelsPerUnit, Rows.Count, DocumentLimits.PixelsPerUnit);
        if (Rows.Slant is not null) check.Numbers(Rows.Slant, Rows.Count, DocumentLimits.Slant);
        if (Rows.HoldsTop is not null) check.Codes(Rows.HoldsTop, Rows.Count, "01");
        if (Rows.Seconds is not null) check.Numbers(Rows.Seconds, Rows.Count, DocumentLimits.Seconds);
        if (Rows.Pressure is not null) check.Numbers(Rows.Pressure, Rows.Count, DocumentLimits.Pressure);
        if (Rows.Recorded is { } recorded) CheckRecorded(check, recorded);
    }

    private void CheckRecorded(DocumentCheck check, RecordedColumns recorded)
    {
        check.Numbers(recorded.Counts, Rows.Count, DocumentLimits.Rows, "rows.recorded.counts");
        long points = recorded.Counts.Sum(count => (long)(count ?? 0));
        if (points > DocumentLimits.MaximumRows)
            throw check.Fault($"rows.recorded.counts has the sum {points}; expected at most {DocumentLimits.MaximumRows}");
        check.Numbers(recorded.X, (int)points, DocumentLimits.Place, "rows.recorded.x");
        check.Numbers(recorded.Y, (int)points, DocumentLimits.Place, "rows.recorded.y");
        check.Numbers(recorded.Seconds, (int)points, DocumentLimits.Seconds, "rows.recorded.seconds");
        if (recorded.Pressure is not null)
            check.Numbers(recorded.Pressure, (int)points, DocumentLimits.Pressure, "rows.recorded.pressure");
    }

    private void CheckTrace(DocumentCheck check, ModelTrace trace, int layers)
    {
        check.Number(Trace?.Count, new Limits<int>(0, Rows.Count));
        check.Count(trace.Operations.Length, layers, "trace.operations");
        check.Count(trace.Boundaries.Length, layers, "trace.boundaries");
        check.Count(trace.Probabilities.Length, Math.Min(layers, RowTrace.LayersWithProbability), "trace.probabilities");
        check.Numbers(trace.Nats, trace.Count, DocumentLimits.Nats);
        for (int layer = 0; layer < layers; layer++)
        {
            check.Codes(trace.Operations[layer], trace.Count, Operations + NotRead, $"trace.operations[{layer}]");
            check.Codes(trace.Boundaries[layer], trace.Count, "01", $"trace.boundaries[{layer}]");
        }

        if (trace.Letters is not null) check.Numbers(trace.Letters, trace.Count, DocumentLimits.Letter, "trace.letters");
        for (int layer = 0; layer < trace.Probabilities.Length; layer++)
            check.Numbers(trace.Probabilities[layer], trace.Count, DocumentLimits.Probability, $"trace.probabilities[{layer}]");
    }

    private void CheckState(DocumentCheck check, ModelState state, DocumentModel model)
    {
        int traced = Trace?.Count ?? 0, units = model.Layers * model.Hidden;
        if (state.Rows != traced) throw check.Fault($"state.rows is {state.Rows}; expected trace.count, {traced}");
        check.Count(state.Cells.Length, units * sizeof(float), "state.cells (bytes)");
        check.Count(state.Hiddens.Length, units * sizeof(float), "state.hiddens (bytes)");
        check.Numbers(DocumentMapping.ToFloats(state.Cells), units, DocumentLimits.Cell, "state.cells");
        check.Numbers(DocumentMapping.ToFloats(state.Hiddens), units, DocumentLimits.HiddenState, "state.hiddens");
        check.Codes(state.Boundaries, model.Layers, "01");
        if (state.Random is { } random && !ulong.TryParse(random, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
            throw check.Fault($"state.random is \"{JsonFault.Short(random)}\"; expected 16 hexadecimal digits");
        if (state.Kappas is not null) TextMapping.Check(check, state);
    }

    /// <summary>Writes infinity, which JSON does not have, as null. In C#, null stands for a missing member.</summary>
    internal sealed class InfinityAsNull : JsonConverter<double?>
    {
        public override bool HandleNull => true;

        public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.PositiveInfinity : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
        {
            if (value is { } number && double.IsFinite(number)) writer.WriteNumberValue(number);
            else writer.WriteNullValue();
        }
    }
}
