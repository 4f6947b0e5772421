namespace HmRnnInk.App.Input;

/// <summary>Remembers which pointing device was used last.</summary>
internal sealed class LastPointer
{
    /// <summary>Whether it reports the pressure of its tip. Otherwise the width of the ink depends on the speed.</summary>
    public bool ReportsPressure { get; private set; }

    /// <summary>
    /// Takes an event into account, whichever part of the window handles it. A pen that hovers over a panel already shows that it reports
    /// pressure.
    /// </summary>
    public void Note(in InputEvent input)
    {
        if (input.Kind is InputKind.PenMove or InputKind.PenDown or InputKind.PenUp) ReportsPressure = input.Pressure is not null;
    }
}
