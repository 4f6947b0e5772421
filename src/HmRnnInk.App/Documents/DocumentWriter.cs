using System.Runtime.InteropServices;
using System.Text.Json;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.View;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Writes documents as JSON: a column for each field of the rows, so that a page is small and quickly read anywhere.</summary>
public static class DocumentWriter
{
    public const string Format = "hmink";
    public const int Version = 1;

    /// <summary>What stands for <see cref="Operation.Update"/>, Copy and Flush, and for a row that was not read.</summary>
    public const string Operations = "UCF", NotRead = "-";

    public static void Write(Stream output, InkDocument document)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("program", "HmRnnInk");
        json.WriteString("written", document.Written.ToUniversalTime());
        Write(json, document.Settings);
        Write(json, document.Look);
        Write(json, document.Hand);
        ReadOnlySpan<PageRow> rows = document.Rows.Span;
        WriteRows(json, rows);
        if (document.Pen is { } pen) Write(json, pen);
        if (document.Model is { } model)
        {
            json.WriteStartObject("model");
            json.WriteString("name", model.Name);
            json.WriteString("sha256", model.Sha256);
            json.WriteNumber("layers", model.Layers);
            json.WriteNumber("hidden", model.Hidden);
            json.WriteEndObject();
            WriteTraces(json, rows[..document.Traced], model.Layers);
            if (document.Moment is { } moment) Write(json, moment);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LiveSettings settings)
    {
        json.WriteStartObject("settings");
        json.WriteNumber("bias", settings.Bias);
        json.WriteNumber("delaySeconds", settings.DelaySeconds);
        if (double.IsPositiveInfinity(settings.Speed)) json.WriteNull("speed"); // JSON has no infinity
        else json.WriteNumber("speed", settings.Speed);
        json.WriteNumber("sizeFactor", settings.SizeFactor);
        json.WriteNumber("ghosts", settings.Ghosts);
        json.WriteBoolean("holdTop", settings.HoldTop);
        json.WriteBoolean("smoothing", settings.Smoothing);
        json.WriteBoolean("variableWidth", settings.VariableWidth);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PageLook look)
    {
        json.WriteStartObject("look");
        if (look.SheetWidth is { } width) json.WriteNumber("sheetWidth", Math.Max(PageLook.LeastSheetWidth, width));
        if (look.XHeight is { } xHeight) json.WriteNumber("xHeight", xHeight);
        if (look.Colours is { } colours)
        {
            json.WriteString("colours", colours.Mode.ToString().ToLowerInvariant());
            json.WriteNumber("layer", colours.Layer + 1);
            json.WriteNumber("unit", colours.Unit + 1);
        }

        if (look.Zoom is { } zoom) json.WriteNumber("zoom", Math.Clamp(zoom, PageCamera.LeastZoom, PageCamera.MostZoom)); // a wide page in a small window is smaller
        if (look.Style is { } style) json.WriteString("style", style);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KeptPen pen)
    {
        json.WriteStartObject("pen");
        json.WriteNumber("x", pen.Place.X);
        json.WriteNumber("y", pen.Place.Y);
        json.WriteNumber("shiftX", pen.Place.ShiftX);
        json.WriteNumber("shiftY", pen.Place.ShiftY);
        json.WriteNumber("line", pen.Place.Line);
        json.WriteNumber("pixelsPerUnit", pen.PixelsPerUnit);
        json.WriteNumber("height", pen.Height);
        if (pen.Right == float.MinValue) json.WriteNull("right"); // there is no ink on its line
        else json.WriteNumber("right", pen.Right);
        json.WriteNumber("rows", pen.Rows);
        json.WriteNumber("drift", pen.Drift);
        json.WriteNumber("pace", pen.Pace);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HandEstimate hand)
    {
        json.WriteStartObject("hand");
        json.WriteNumber("expectedPixelsPerUnit", hand.ExpectedPixelsPerUnit);
        json.WriteNumber("excursionCount", hand.ExcursionCount);
        json.WriteNumber("excursions", hand.Excursions);
        json.WriteNumber("squaredExcursions", hand.SquaredExcursions);
        json.WriteNumber("pathPixels", hand.PathPixels);
        json.WriteNumber("seconds", hand.Seconds);
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, ReadOnlySpan<PageRow> rows)
    {
        json.WriteStartObject("rows");
        json.WriteNumber("count", rows.Length);
        Column(json, "deltaX", rows, static row => row.Offset.DeltaX);
        Column(json, "deltaY", rows, static row => row.Offset.DeltaY);
        Letters(json, "penUp", rows, static row => row.Offset.PenUp ? '1' : '0');
        Column(json, "x", rows, static row => row.X);
        Column(json, "y", rows, static row => row.Y);
        Letters(json, "owner", rows, static row => row.Owner == RowOwner.Person ? 'P' : 'M');
        Letters(json, "holdsTop", rows, static row => row.HoldsTop ? '1' : '0');
        json.WriteStartArray("line");
        foreach (PageRow row in rows) json.WriteNumberValue(row.Line);
        json.WriteEndArray();
        Column(json, "pixelsPerUnit", rows, static row => row.PixelsPerUnit);
        // From the first that is known: no clock of any program means anything to the next.
        double start = double.NaN;
        json.WriteStartArray("seconds");
        foreach (PageRow row in rows)
        {
            if (double.IsNaN(start)) start = row.TimeSeconds;
            if (double.IsNaN(row.TimeSeconds)) json.WriteNullValue();
            else json.WriteNumberValue(Math.Round(row.TimeSeconds - start, 5));
        }

        json.WriteEndArray();
        WritePressure(json, rows);
        json.WriteEndObject();
    }

    /// <summary>Most pages are written by pointers that tell none.</summary>
    private static void WritePressure(Utf8JsonWriter json, ReadOnlySpan<PageRow> rows)
    {
        bool any = false;
        foreach (PageRow row in rows) any |= row.Pressure is not null;
        if (!any) return;
        json.WriteStartArray("pressure");
        foreach (PageRow row in rows)
        {
            if (row.Pressure is { } pressure) json.WriteNumberValue(pressure);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void WriteTraces(Utf8JsonWriter json, ReadOnlySpan<PageRow> rows, int layers)
    {
        json.WriteStartObject("trace");
        json.WriteNumber("count", rows.Length);
        json.WriteStartArray("operations");
        for (int layer = 0; layer < layers; layer++) json.WriteStringValue(Text(rows, row => row.Trace is { } trace ? Operations[(int)trace.Operation(layer)] : NotRead[0]));
        json.WriteEndArray();
        json.WriteStartArray("boundaries");
        for (int layer = 0; layer < layers; layer++) json.WriteStringValue(Text(rows, row => row.Trace?.Boundary(layer) is true ? '1' : '0'));
        json.WriteEndArray();
        json.WriteStartArray("probabilities");
        for (int layer = 0; layer < Math.Min(layers, RowTrace.LayersWithProbability); layer++)
        {
            json.WriteStartArray();
            foreach (PageRow row in rows) json.WriteNumberValue(row.Trace is { } trace ? trace.ProbabilityBits >> (16 * layer) & 65535 : 0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        Column(json, "nats", rows, static row => row.Trace?.Nats ?? 0);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelMoment moment)
    {
        json.WriteStartObject("state");
        json.WriteNumber("rows", moment.Rows);
        // Little-endian, as every machine that .NET 10 runs desktops on has it.
        json.WriteBase64String("cells", MemoryMarshal.AsBytes(moment.State.Cells.AsSpan()));
        json.WriteBase64String("hiddens", MemoryMarshal.AsBytes(moment.State.Hiddens.AsSpan()));
        json.WriteString("boundaries", string.Concat(moment.State.Boundaries.Select(fired => fired ? '1' : '0')));
        // A JSON number is a double to most readers, which has no room for 64 bits.
        if (moment.Random is { } random) json.WriteString("random", random.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter json, string name, ReadOnlySpan<PageRow> rows, Func<PageRow, float> value)
    {
        json.WriteStartArray(name);
        foreach (PageRow row in rows) json.WriteNumberValue(value(row));
        json.WriteEndArray();
    }

    private static void Letters(Utf8JsonWriter json, string name, ReadOnlySpan<PageRow> rows, Func<PageRow, char> letter) =>
        json.WriteString(name, Text(rows, letter));

    private static string Text(ReadOnlySpan<PageRow> rows, Func<PageRow, char> letter)
    {
        char[] letters = new char[rows.Length];
        for (int row = 0; row < rows.Length; row++) letters[row] = letter(rows[row]);
        return new string(letters);
    }
}
