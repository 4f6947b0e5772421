using HmRnnInk.App.Options;
using HmRnnInk.App.Session;
using HmRnnInk.Model;

namespace HmRnnInk.App;

/// <summary>Gives the model the text of the option <c>--text</c>.</summary>
internal static class FirstText
{
    /// <param name="model">The name of the model; null without one.</param>
    /// <exception cref="ModelFileException">The model cannot write a given text.</exception>
    public static void Give(AppOptions options, LiveInk ink, string? model)
    {
        if (options.Text is not { } text) return;
        if (ink.Text.Alphabet is not { } alphabet)
        {
            throw new ModelFileException(model is null
                ? "--text needs a model, and there is none. Name one with --model."
                : $"--text: {model} cannot write a given text, because it was trained without texts. Name another model with --model.");
        }

        ink.Text.Replace(ink.Text.Text.Length, 0, (ink.Text.Text.Length > 0 ? " " : "") + text);
        if (!ink.Text.HasMore)
            throw new ModelFileException($"--text: {model} knows none of its characters. It knows {alphabet.Symbols[..^1].Trim()}.");
        // A replay comes first. The model continues when its pen rests.
        if (options.Replay is null) ink.Turn.Continue(0);
    }
}
