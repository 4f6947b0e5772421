namespace HmRnnInk.Ink;

/// <summary>A channel's last value and differences.</summary>
internal struct InkMlValue
{
    private double _velocity;
    private double _acceleration;

    /// <summary>What the numbers of the text are: 0 values, 1 first differences, 2 second differences.</summary>
    public int Order { get; set; }

    public double Value { get; private set; }

    public bool IsKnown { get; private set; }

    public static InkMlValue Of(double? known) => known is { } value ? new InkMlValue { Value = value, IsKnown = true } : default;

    public void Take(double number)
    {
        switch (Order)
        {
            case 0: _velocity = IsKnown ? number - Value : 0; break;
            case 1: _velocity = number; break;
            default: (_acceleration, _velocity) = (number, _velocity + number); break;
        }

        Value = Order == 0 ? number : Value + _velocity;
        IsKnown = true;
    }

    public void Repeat() => Take(Order switch { 0 => Value, 1 => _velocity, _ => _acceleration });
}
