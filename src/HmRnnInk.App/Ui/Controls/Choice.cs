using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A choice between a few visible options, shown side by side or as a list.</summary>
internal sealed class Choice(string label) : Control(label)
{
    private const float LabelHeight = 22, ChipHeight = 28, ItemHeight = 42, Gap = 4;

    /// <summary>The number of columns. With 1, each option also shows its second line.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>Gives the options, which may change from frame to frame.</summary>
    public required Func<IReadOnlyList<ChoiceOption>> Options { get; init; }

    /// <summary>Gives the index of the selected option; −1 for none.</summary>
    public required Func<int> Read { get; init; }

    public required Action<int> Write { get; init; }

    public override float Height => OptionsTop + (Options().Count + Columns - 1) / Columns * (RowHeight + Gap) + 4;

    private float OptionsTop => Label.Length == 0 ? 0 : LabelHeight;

    private float RowHeight => Columns == 1 ? ItemHeight : ChipHeight;

    public Box OptionBox(int index)
    {
        float width = (Bounds.Width - (Columns - 1) * Gap) / Columns;
        return new(
            Bounds.X + index % Columns * (width + Gap), Bounds.Y + OptionsTop + index / Columns * (RowHeight + Gap), width, RowHeight);
    }

    public override void Press(float x, float y)
    {
        int index = OptionAt(x, y);
        if (index >= 0 && Options()[index].Fault is null) Write(index);
    }

    public override bool Key(InkKey key, KeyModifiers modifiers)
    {
        switch (key)
        {
            case InkKey.Right: Move(1); return true;
            case InkKey.Left: Move(-1); return true;
            case InkKey.Down: Move(Columns); return true;
            case InkKey.Up: Move(-Columns); return true;
            default: return false;
        }
    }

    /// <returns>The index of the option at a place; −1 for none.</returns>
    private int OptionAt(float x, float y)
    {
        for (int index = 0; index < Options().Count; index++)
            if (OptionBox(index).Contains(x, y)) return index;
        return -1;
    }

    /// <summary>Selects the next enabled option in the direction of a step.</summary>
    private void Move(int step)
    {
        IReadOnlyList<ChoiceOption> options = Options();
        for (int index = Read() + step; index >= 0 && index < options.Count; index += step)
        {
            if (options[index].Fault is not null) continue;
            Write(index);
            return;
        }
    }
}
