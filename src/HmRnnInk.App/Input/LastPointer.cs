using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Input;

/// <summary>The pointer that was used last, of all that come to the window.</summary>
public sealed class LastPointer
{
    /// <summary>Of ink that it writes.</summary>
    public PressureSource Pressure { get; private set; }

    /// <summary>Takes note of an event, wherever in the window it is for: a pen that only points has told already that it could press.</summary>
    public void Note(in InputEvent input)
    {
        if (input.Kind is InputKind.PenMove or InputKind.PenDown or InputKind.PenUp)
            Pressure = input.Pressure is null ? PressureSource.Simulated : PressureSource.Pen;
    }
}
