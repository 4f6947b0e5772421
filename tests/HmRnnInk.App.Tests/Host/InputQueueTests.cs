using HmRnnInk.App.Host;

namespace HmRnnInk.App.Tests.Host;

public sealed class InputQueueTests
{
    [Fact]
    public void StateOfThePen_IsReadAtEachMoveAndButton()
    {
        float? pressure = 0.25f;
        var queue = new InputQueue { Pen = () => new PenState(pressure, Erases: pressure > 0.5f) };
        queue.Move(3, 4);
        pressure = 0.75f;
        queue.Button(InputKind.PenDown, KeyModifiers.None);
        queue.Key(InputKind.KeyDown, InkKey.A, KeyModifiers.None);
        queue.Scroll(0, 1, KeyModifiers.None);
        pressure = null;
        queue.Move(5, 4);

        var events = new List<InputEvent>();
        queue.TakeInto(events);
        Assert.Equal([0.25f, 0.75f, null, null, null], events.Select(input => input.Pressure));
        Assert.Equal([false, true, false, false, false], events.Select(input => input.Erases));
    }
}
