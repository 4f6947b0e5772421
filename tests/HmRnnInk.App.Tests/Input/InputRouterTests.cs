namespace HmRnnInk.App.Tests.Input;

public class InputRouterTests
{
    private readonly List<string> _taken = [];
    private readonly InputRouter _router;

    public InputRouterTests() => _router = new(new Part(this, "panel", 100, 200), new Part(this, "page", 0, 1000));

    [Fact]
    public void Pointer_GoesToTheTopmostPartThatContainsIt()
    {
        Send(_router, InputKind.PenDown, 150);
        Send(_router, InputKind.PenUp, 150);
        Send(_router, InputKind.PenDown, 50);
        Send(_router, InputKind.PenUp, 50);
        Assert.Equal(["panel PenDown", "panel PenUp", "page PenDown", "page PenUp"], _taken);
    }

    [Fact]
    public void DragThatLeavesItsPart_StaysWithIt()
    {
        Send(_router, InputKind.PenDown, 150);
        Send(_router, InputKind.PenMove, 500);
        Send(_router, InputKind.PenUp, 500);
        Send(_router, InputKind.PenMove, 500);
        Assert.Equal(["panel PenDown", "panel PenMove", "panel PenUp", "panel left", "page PenMove"], _taken);
    }

    [Fact]
    public void SecondButtonDuringADrag_DoesNotEndIt()
    {
        Send(_router, InputKind.PenDown, 50);
        Send(_router, InputKind.SecondaryDown, 150);
        Send(_router, InputKind.SecondaryUp, 150);
        Send(_router, InputKind.PenMove, 150);
        Assert.All(_taken, taken => Assert.StartsWith("page", taken));
    }

    [Fact]
    public void Pressure_ComesFromThePen_UntilAPointerWithoutOneMoves()
    {
        InputRouter router = new(new Part(this, "page", 0, 1000));
        Assert.False(Reports(InputKind.Scroll, 1));
        Assert.True(Reports(InputKind.PenMove, 0)); // it hovers, so its pressure is 0, but it reports one
        Assert.True(Reports(InputKind.KeyDown, null));
        Assert.False(Reports(InputKind.PenMove, null));
        Assert.True(Reports(InputKind.PenDown, 0.3f));

        bool Reports(InputKind kind, float? pressure)
        {
            router.Take(new InputEvent(kind, 10, 10, 0, Pressure: pressure), 0);
            return router.ReportsPressure;
        }
    }

    [Fact]
    public void Keys_GoFirstToThePressedPart_AndToTheOthersIfItDoesNotHandleThem()
    {
        InputRouter router = new(
            new Part(this, "panel", 100, 200) { WantsKeyboard = true, TakesKeys = InkKey.Tab },
            new Part(this, "page", 0, 1000) { TakesKeys = null });
        Key(router, InkKey.Tab);
        Assert.Equal(["panel KeyDown"], _taken); // nobody has the keyboard, so the parts get the key from top to bottom
        Send(router, InputKind.PenDown, 150);
        Send(router, InputKind.PenUp, 150);
        Assert.NotNull(router.Keyboard);
        _taken.Clear();
        Key(router, InkKey.N);
        Assert.Equal(["panel KeyDown", "page KeyDown"], _taken);
        _taken.Clear();
        Send(router, InputKind.PenDown, 50);
        Assert.Equal(["panel lost the keyboard", "page PenDown"], _taken);
        Assert.Null(router.Keyboard);
    }

    [Fact]
    public void Keys_GoFirstToThePartThatLiesOverEverything()
    {
        var card = new Part(this, "card", 0, 0) { TakesKeys = InkKey.Escape };
        InputRouter router = new(new Part(this, "panel", 100, 200) { WantsKeyboard = true, TakesKeys = null }, card);
        Send(router, InputKind.PenDown, 150);
        Send(router, InputKind.PenUp, 150);
        _taken.Clear();
        Key(router, InkKey.Escape);
        card.TakesKeysFirst = true;
        Key(router, InkKey.Escape);
        Key(router, InkKey.N);
        Assert.Equal(["panel KeyDown", "card KeyDown", "card KeyDown", "panel KeyDown"], _taken);
    }

    [Fact]
    public void Scroll_GoesToThePartUnderThePointer()
    {
        Send(_router, InputKind.PenMove, 150);
        _router.Take(new InputEvent(InputKind.Scroll, 0, 1, 0), 0);
        Assert.Equal("panel Scroll", _taken[^1]);
    }

    [Fact]
    public void FocusLost_ReachesEveryPartAndEndsTheDrag()
    {
        Send(_router, InputKind.PenDown, 150);
        Send(_router, InputKind.FocusLost, 0);
        Assert.Equal(["panel FocusLost", "page FocusLost"], _taken[^2..]);
        Send(_router, InputKind.PenMove, 500);
        Assert.Equal("page PenMove", _taken[^1]);
    }

    private static void Send(InputRouter router, InputKind kind, float x) => router.Take(new InputEvent(kind, x, 10, 0), 0);

    private static void Key(InputRouter router, InkKey key) => router.Take(new InputEvent(InputKind.KeyDown, 0, 0, 0, key), 0);

    /// <summary>A part that covers a range of x and records the events it gets.</summary>
    private sealed class Part(InputRouterTests test, string name, float left, float right) : IInputTarget
    {
        public bool WantsKeyboard { get; init; }

        public bool TakesKeysFirst { get; set; }

        /// <summary>The only key that it handles; null for all keys.</summary>
        public InkKey? TakesKeys { get; init; } = InkKey.Unknown;

        public bool Contains(float x, float y) => x >= left && x < right;

        public bool Take(in InputEvent input, double seconds)
        {
            test._taken.Add($"{name} {input.Kind}");
            return input.Kind != InputKind.KeyDown || TakesKeys is null || input.Key == TakesKeys;
        }

        public void PointerLeft() => test._taken.Add($"{name} left");

        public void KeyboardLeft() => test._taken.Add($"{name} lost the keyboard");
    }
}
