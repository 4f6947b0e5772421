using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;

namespace HmRnnInk.App.Ui.Text;

/// <summary>
/// The commands of the line of text. While the line has the keyboard focus, it takes all their keys except the function keys.
/// </summary>
/// <param name="focus">Gives the keyboard focus to the line.</param>
/// <param name="say">Shows a notice.</param>
internal sealed class TextCommands(LiveInk ink, TextLine line, ModelChooser models, Action focus, Action<string> say)
{
    public void AddTo(CommandSet commands)
    {
        commands.Add(CommandGroup.Model, "Type what comes next (its line also has an on-screen keyboard)",
            new Command("Type what comes next", seconds => Open(seconds), PageKeys.TypeText, InkKey.F3));
        commands.Add(CommandGroup.Model, "Skip the next word of the text: you have written it",
            new Command("Skip the next word", _ => Skip(), PageKeys.SkipWord));
        commands.Add(CommandGroup.Model, "Paste a text for the model to write",
            new Command("Paste a text", Paste, KeyChord.Control(InkKey.V)));
    }

    /// <summary>Gives the keyboard focus to the line. If the model cannot write texts but another one can, that one takes over.</summary>
    /// <returns>False if no model can write a text.</returns>
    public bool Open(double seconds)
    {
        if (ink.Text.Alphabet is null && !TakeOver()) return false;
        focus();
        line.Focus(byKey: true, seconds);
        return true;
    }

    /// <summary>Lets a model that writes texts take over.</summary>
    /// <returns>False if there is none.</returns>
    public bool TakeOver()
    {
        if (models.TextModel < 0)
        {
            say(models.Name is { } model
                ? $"{model} cannot write given words: it was trained without texts. "
                    + $"Choose another model in the controls ({PageKeys.Controls})"
                : "There is no model to write words");
            return false;
        }

        string name = models.Models[models.TextModel].Name;
        models.ChooseModel(models.TextModel, () =>
        {
            ink.Opened.Reread();
            say($"{name} writes given words, so it has taken over");
        });
        return true;
    }

    private void Skip()
    {
        if (!ink.Text.SkipWord()) say("There is no word to skip");
    }

    private void Paste(double seconds)
    {
        if (Open(seconds)) line.Paste(seconds);
    }
}
