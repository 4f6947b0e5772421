using HmRnnInk.App.Window;

namespace HmRnnInk.App.Tests.Window;

public sealed class InputQueueTests
{
    [Fact]
    public void Pressure_IsOfTheMovesAndButtonsThatComeWhileItIsSet()
    {
        var queue = new InputQueue { Pressure = 0.25f };
        queue.Move(3, 4);
        queue.Pressure = 0.75f;
        queue.Button(InputKind.PenDown, KeyModifiers.None);
        queue.Key(InputKind.KeyDown, InkKey.A, KeyModifiers.None);
        queue.Scroll(0, 1, KeyModifiers.None);
        queue.Pressure = null;
        queue.Move(5, 4);

        var events = new List<InputEvent>();
        queue.TakeInto(events);
        Assert.Equal([0.25f, 0.75f, null, null, null], events.Select(input => input.Pressure));
    }
}
