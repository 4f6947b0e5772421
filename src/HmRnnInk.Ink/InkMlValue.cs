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
        double before = Value;
        if (Order == 2) _acceleration = number;
        if (Order == 2) _velocity += number;
        if (Order == 1) _velocity = number;
        Value = Order == 0 ? number : before + _velocity;
        if (Order == 0) _velocity = IsKnown ? Value - before : 0;
        IsKnown = true;
    }

    public void Repeat() => Take(Order switch { 0 => Value, 1 => _velocity, _ => _acceleration });
}
