using HmRnnInk.App.Inference.Text;

namespace HmRnnInk.App.Tests.Session;

/// <summary>What an engine has read of a page.</summary>
internal static class ReadPage
{
    /// <summary>Asserts bit for bit that an engine has the state of one that was fed the page's rows and texts and nothing else.</summary>
    public static void AssertIsReadBy(this LiveInk ink, SimdStepEngine engine, PackedModel model)
    {
        var fresh = new SimdStepEngine(model);
        StepTrace trace = new(ink.Layers);
        StepState state = fresh.CreateState();
        SeenText? seen = null;
        foreach (PageRow row in ink.Rows)
        {
            if (row.Text is { } text)
            {
                CharacterAlphabet alphabet = ink.Text.Alphabet!;
                seen = text.Change == TextChange.End ? null : SeenText.Of(text, alphabet);
                fresh.CopyStateTo(state);
                state.Text = alphabet.Encode(seen?.Text ?? "");
                if (text.Change == TextChange.Edit) fresh.Restore(state);
                else fresh.SetText(seen?.Text ?? "");
            }

            fresh.HoldTop(row.HoldsTop);
            fresh.Advance(row.Offset, trace);
            RowTrace expected = RowTrace.Of(trace, row.Trace!.Value.Nats) with { Letter = seen?.Letter(trace.TextPosition) ?? -1 };
            Assert.Equal(expected, row.Trace);
        }

        Assert.Equal(fresh.Hiddens.ToArray(), engine.Hiddens.ToArray());
    }
}
