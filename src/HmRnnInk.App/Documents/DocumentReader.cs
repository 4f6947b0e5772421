using System.Globalization;
using System.Text.Json;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Documents;

/// <summary>Reads what <see cref="DocumentWriter"/> writes. Members it does not know it passes over, so that later programs may add some.</summary>
internal static class DocumentReader
{
    private const int MostLayers = 16, MostHidden = 8192;

    /// <param name="utf8">JSON.</param>
    /// <param name="source">The name by which errors call the file.</param>
    /// <param name="defaults">Settings that hold where the document does not say.</param>
    /// <exception cref="InkFormatException">It is no document.</exception>
    public static InkDocument Parse(ReadOnlySpan<byte> utf8, string source, LiveSettings defaults)
    {
        try
        {
            // First what it is: a fault in a file of another kind or of a later version is no fault.
            CheckFormat(new DocumentJson(utf8, source));
            return Read(new DocumentJson(utf8, source), defaults);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: the reader's word for text that is not valid UTF-8.
            string where = exception is JsonException { LineNumber: { } line, BytePositionInLine: { } place } ? $"line {line + 1}, byte {place}" : exception.Message;
            throw new InkFormatException($"'{source}': this is not JSON that can be read ({where}). {DocumentFile.Mend}", exception);
        }
    }

    private static void CheckFormat(DocumentJson json)
    {
        string? format = null;
        int version = 0;
        json.BeginObject("");
        while (json.NextMember(out string name))
        {
            if (name == "format") format = json.Text();
            else if (name == "version") version = json.Whole(1, int.MaxValue);
            else json.Skip();
        }

        if (format != DocumentWriter.Format)
            throw json.Error($"\"format\" is {(format is null ? "not there" : $"\"{format}\"")}; expected \"{DocumentWriter.Format}\": this is no document");
        if (version == 0) throw json.Error("\"version\" is not there");
        if (version > DocumentWriter.Version)
        {
            throw new InkFormatException(
                $"'{json.Source}': its format has version {version}; this program reads up to {DocumentWriter.Version}. Open it with a newer HmRnnInk.");
        }
    }

    private static InkDocument Read(DocumentJson json, LiveSettings settings)
    {
        DateTimeOffset written = default;
        var look = new PageLook();
        KeptPen? pen = null;
        HandEstimate? hand = null;
        DocumentRows? rows = null;
        DocumentTraces? traces = null;
        DocumentModel? model = null;
        DocumentState? state = null;
        json.BeginObject("");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "written": written = json.Date(); break;
                case "settings": settings = ReadSettings(ref json, settings); break;
                case "look": look = ReadLook(ref json); break;
                case "pen": pen = ReadPen(ref json); break;
                case "hand": hand = ReadHand(ref json); break;
                case "rows": rows = DocumentRows.Read(ref json); break;
                case "trace": traces = DocumentTraces.Read(ref json, MostLayers); break;
                case "model": model = ReadModel(ref json); break;
                case "state": state = DocumentState.Read(ref json); break;
                default: json.Skip(); break;
            }
        }

        PageRow[] page = (rows ?? throw json.Error("\"rows\" are not there")).ToPage(ref json);
        if (model is not null) traces?.AddTo(ref json, page, model.Layers);
        int traced = model is null ? 0 : traces?.Count ?? 0;
        return new InkDocument
        {
            Written = written,
            Rows = page,
            Traced = traced,
            Model = model,
            Settings = settings,
            Look = look,
            Pen = pen,
            Hand = hand ?? throw json.Error("\"hand\" is not there"),
            Moment = model is null ? null : state?.ToMoment(ref json, model, traced),
        };
    }

    private static LiveSettings ReadSettings(ref DocumentJson json, LiveSettings settings)
    {
        json.BeginObject("settings");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "bias": settings = settings with { Bias = json.Number(WritingSettings.Bias.Range.Minimum, WritingSettings.Bias.Range.Maximum) }; break;
                case "delaySeconds": settings = settings with { DelaySeconds = json.Number(WritingSettings.Delay.Range.Minimum, WritingSettings.Delay.Range.Maximum) }; break;
                case "speed": settings = settings with { Speed = json.IsNull() ? double.PositiveInfinity : json.Number(WritingSettings.Speed.Range.Minimum, WritingSettings.Speed.Range.Maximum) }; break;
                case "sizeFactor": settings = settings with { SizeFactor = (float)json.Number(WritingSettings.Size.Range.Minimum, WritingSettings.Size.Range.Maximum) }; break;
                case "ghosts": settings = settings with { Ghosts = json.Whole(0, GhostGrower.MostGhosts) }; break;
                case "holdTop": settings = settings with { HoldTop = json.Flag() }; break;
                case "smoothing": settings = settings with { Smoothing = json.Flag() }; break;
                case "variableWidth": settings = settings with { VariableWidth = json.Flag() }; break;
                default: json.Skip(); break;
            }
        }

        return settings;
    }

    private static PageLook ReadLook(ref DocumentJson json)
    {
        var look = new PageLook();
        ColourMode? mode = null;
        int layer = 1, unit = 1;
        json.BeginObject("look");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "sheetWidth": look = look with { SheetWidth = json.Single(PageLook.LeastSheetWidth, 100_000) }; break;
                case "xHeight": look = look with { XHeight = json.Single(2, 1000) }; break;
                case "colours": mode = json.Choice<ColourMode>(); break;
                case "layer": layer = json.Whole(1, MostLayers); break;
                case "unit": unit = json.Whole(1, MostHidden); break;
                case "zoom": look = look with { Zoom = json.Single(PageCamera.LeastZoom, PageCamera.MostZoom) }; break;
                case "style": look = look with { Style = json.Text() }; break;
                default: json.Skip(); break;
            }
        }

        return mode is { } chosen ? look with { Colours = new ColourScheme(chosen, layer - 1, unit - 1) } : look;
    }

    private static KeptPen ReadPen(ref DocumentJson json)
    {
        const float Most = 1e9f;
        var pen = new KeptPen { Pace = TrainingPen.MeanStep };
        PenPlace place = PenPlace.Nowhere;
        json.BeginObject("pen");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "x": place = place with { X = json.Single(-Most, Most) }; break;
                case "y": place = place with { Y = json.Single(-Most, Most) }; break;
                case "shiftX": place = place with { ShiftX = json.Single(-Most, Most) }; break;
                case "shiftY": place = place with { ShiftY = json.Single(-Most, Most) }; break;
                case "line": place = place with { Line = json.Whole(0, DocumentRows.MostLines) }; break;
                case "pixelsPerUnit": pen = pen with { PixelsPerUnit = json.Single(0.0001f, 1000) }; break;
                case "height": pen = pen with { Height = json.Single(-Most, Most) }; break;
                case "right": pen = pen with { Right = json.IsNull() ? float.MinValue : json.Single(-Most, Most) }; break;
                case "rows": pen = pen with { Rows = json.Whole(0, DocumentRows.MostRows) }; break;
                case "drift": pen = pen with { Drift = json.Single(-Most, Most) }; break;
                case "pace": pen = pen with { Pace = json.Single(0, Most) }; break;
                default: json.Skip(); break;
            }
        }

        if (place.Line < 0 || pen.PixelsPerUnit == 0) throw json.Error("\"pen\" lacks one of \"line\" and \"pixelsPerUnit\"");
        return pen with { Place = place };
    }

    private static HandEstimate ReadHand(ref DocumentJson json)
    {
        const double Most = 1e9;
        var hand = default(HandEstimate);
        json.BeginObject("hand");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "expectedPixelsPerUnit": hand = hand with { ExpectedPixelsPerUnit = json.Number(0.001, 1000) }; break;
                case "excursionCount": hand = hand with { ExcursionCount = json.Number(0, Most) }; break;
                case "excursions": hand = hand with { Excursions = json.Number(0, Most) }; break;
                case "squaredExcursions": hand = hand with { SquaredExcursions = json.Number(0, Most * 1e6) }; break;
                case "pathPixels": hand = hand with { PathPixels = json.Number(0, Most) }; break;
                case "seconds": hand = hand with { Seconds = json.Number(0, Most) }; break;
                default: json.Skip(); break;
            }
        }

        if (hand.ExpectedPixelsPerUnit == 0) throw json.Error("\"hand\" has no \"expectedPixelsPerUnit\"");
        // A hand of no size would divide by it.
        if (hand.Scale is var scale && !(float.IsFinite(scale.PixelsPerUnit) && scale.PixelsPerUnit is > 0.0001f and < 10_000))
            throw json.Error(string.Create(CultureInfo.InvariantCulture, $"\"hand\" makes {scale.PixelsPerUnit} pixels of a unit; expected 0.0001 to 10000"));
        return hand;
    }

    private static DocumentModel ReadModel(ref DocumentJson json)
    {
        string? name = null, sha256 = null;
        int layers = 0, hidden = 0;
        json.BeginObject("model");
        while (json.NextMember(out string member))
        {
            switch (member)
            {
                case "name": name = json.Text(); break;
                case "sha256": sha256 = json.Text(); break;
                case "layers": layers = json.Whole(1, MostLayers); break;
                case "hidden": hidden = json.Whole(1, MostHidden); break;
                default: json.Skip(); break;
            }
        }

        if (name is null || sha256 is null || layers == 0 || hidden == 0)
            throw json.Error("\"model\" lacks one of \"name\", \"sha256\", \"layers\" and \"hidden\"");
        return new DocumentModel(name, sha256, layers, hidden);
    }
}
