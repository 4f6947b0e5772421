using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Converts between the text of a page and its JSON.</summary>
internal static class TextMapping
{
    private static readonly string[] ChangeNames = [.. Enum.GetNames<TextChange>().Select(name => name.ToLowerInvariant())];

    /// <returns>Null for a page without a text.</returns>
    public static DocumentV1.PageTexts? ToJson(string text, ReadOnlySpan<PageRow> rows)
    {
        var texts = new List<string>();
        var marks = new List<DocumentV1.TextMark>();
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row].Text is not { } mark) continue;
            if (texts.Count == 0 || texts[^1] != mark.Text) texts.Add(mark.Text); // marks with the same text usually follow each other
            marks.Add(new(row, ChangeNames[(int)mark.Change], texts.Count - 1, mark.Start));
        }

        return text.Length == 0 && marks.Count == 0 ? null : new DocumentV1.PageTexts(text, [.. texts], [.. marks]);
    }

    /// <param name="texts">Texts that <see cref="Check(DocumentCheck, DocumentV1.PageTexts, int)"/> has checked.</param>
    /// <param name="rows">Receive the marks.</param>
    public static void ToRows(DocumentV1.PageTexts texts, PageRow[] rows)
    {
        foreach (DocumentV1.TextMark mark in texts.Marks.OfType<DocumentV1.TextMark>())
        {
            rows[mark.Row] = rows[mark.Row] with
            {
                Text = new RowText(texts.Texts[mark.Text]!, mark.Start, (TextChange)Array.IndexOf(ChangeNames, mark.Change)),
            };
        }
    }

    /// <summary>Creates a state with the text window and the text of a saved state. The caller copies the values of the layers.</summary>
    public static StepState ToState(DocumentV1.ModelState state, DocumentModel model)
    {
        float[] kappas = DocumentMapping.ToFloats(state.Kappas ?? []), window = DocumentMapping.ToFloats(state.Window ?? []);
        var restored = new StepState(model.Layers, model.Hidden, kappas.Length, window.Length)
        {
            Text = [.. (state.Text ?? []).Select(symbol => (int)symbol)],
        };
        kappas.CopyTo(restored.Kappas, 0);
        window.CopyTo(restored.Window, 0);
        return restored;
    }

    /// <exception cref="Ink.InkFormatException">A value is out of range, or two values contradict each other.</exception>
    public static void Check(DocumentCheck check, DocumentV1.PageTexts texts, int rows)
    {
        CheckLength(check, texts.Now, "text.now");
        for (int text = 0; text < texts.Texts.Length; text++) CheckLength(check, texts.Texts[text], $"text.texts[{text}]");
        int before = -1;
        for (int index = 0; index < texts.Marks.Length; index++)
        {
            string place = $"text.marks[{index}]";
            if (texts.Marks[index] is not { } mark) throw check.Fault($"{place} is null; expected an object");
            check.Number(mark.Row, new Limits<int>(before + 1, rows - 1), $"{place}.row");
            check.Number(mark.Text, new Limits<int>(0, texts.Texts.Length - 1), $"{place}.text");
            check.Number(mark.Start, new Limits<int>(0, texts.Texts[mark.Text]!.Length), $"{place}.start");
            if (!ChangeNames.Contains(mark.Change))
            {
                throw check.Fault(
                    $"{place}.change is \"{JsonFault.Short(mark.Change)}\"; expected one of {string.Join(", ", ChangeNames)}");
            }

            before = mark.Row;
        }
    }

    /// <summary>Checks the text window of a state.</summary>
    /// <inheritdoc cref="Check(DocumentCheck, DocumentV1.PageTexts, int)"/>
    public static void Check(DocumentCheck check, DocumentV1.ModelState state)
    {
        int components = state.Kappas!.Length / sizeof(float), symbols = (state.Window?.Length ?? 0) / sizeof(float);
        check.Count(state.Kappas.Length, components * sizeof(float), "state.kappas (bytes)");
        check.Count(state.Window?.Length, symbols * sizeof(float), "state.window (bytes)");
        check.Numbers(DocumentMapping.ToFloats(state.Kappas), components, DocumentLimits.Cell, "state.kappas");
        check.Numbers(DocumentMapping.ToFloats(state.Window!), symbols, DocumentLimits.Cell, "state.window");
        int[] text = [.. (state.Text ?? []).Select(symbol => (int)symbol)];
        check.Number(text.Length, new Limits<int>(0, LiveText.MaximumLength), "the length of state.text");
        check.Numbers(text, text.Length, new Limits<int>(0, symbols - 1), "state.text");
    }

    private static void CheckLength(DocumentCheck check, string? text, string place)
    {
        if (text is null) throw check.Fault($"{place} is null; expected a text");
        check.Number(text.Length, new Limits<int>(0, LiveText.MaximumLength), $"the length of {place}");
    }
}
