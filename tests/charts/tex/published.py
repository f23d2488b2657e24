"""Formulas of public pages: notes and READMEs that showed them by URLs of the service."""

from __future__ import annotations

PUBLISHED = (
    "O",
    "I_t",
    "E = mc^2",
    "s = r^{-1} (mr^e)^d = m^d",
    r"y_{it} \sim g(\eta_{it}),\qquad i\in I_t",
    r"X(f) = \int_{-\infty}^{\infty} x(t) e^{-j 2\pi f t} dt",
    "e^{\\mathrm{i}\\,\\pi}+1=0\\",
    r"J(\theta ) = \frac{1}{{2{\text{m}}}}\sum\limits_{i = 1}^m {{{({h_\theta }({x^{(i)}}) -"
    r" {y^{(i)}})}^2}} ",
    r"\alpha )为学习速率，控制梯度下降的速度，一般取**0.01,0.03,0.1,0.3.....**",
    r"t=1,\dots,T",
    r"-\sum_{x{\in}X}P(x)\sum_{y{\in}Y}P(y\|x)\log_2{P(y\|x)}",
    r"X=\left{\textrm{covered},\textrm{uncovered}\right}",
    r"$S_i=\frac{e^i}{sum^{j=k}_{j=1}{e^j}}$",
    r"F_{5}=\operatorname{Corr}\left(x_{t}, x_{t-1}\right)",
    "x≥0,y≥0 , x+y≤3,x+2y≤4",
    r"\Large x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
    r"\frac{$dN_A$}{dt}=-\frac{$N_A$}{$\tau _A$}",
    r"\eta_{it} = \vec\gamma^\top\vec x_{it} +\vec\beta_t^\top\vec z_{it}",
    r"\left| a_0 \right> \left| a_1 \right> \ldots \left| a_{n-1} \right>",
    "\\\\\\frac{dx}{dt}=\\sigma (y-x)\n\\\\\\frac{dy}{dt}=-xz+rx-y\n\\\\\\frac{dz}{dt}=xy-bz",
    r"\mathcal{F} = \{f(x) = w_{q(x)}(q:\qquad \mathbb{R}^m \rightarrow T,\qquad w \in"
    r" \mathbb{R}^T)\}",
    r"\Large (-2)^{-2}-|\sqrt{3}-2|+(-\frac{\sqrt{3}}{2})^{0}-\sqrt[3]{8}-2cos30^{∘}",
    r"\dot{x} = \begin{bmatrix}0 & 1 \\-\dfrac{k}{m} & 0 \end{bmatrix}x",
    r"\begin{align}  \hat{\mathbf{\beta}} &= (\mathbf{X}^T\mathbf{X})^{-1}\mathbf{X}^T\mathbf{Y}"
    r" \\  &= \mathbf{\beta} + (\mathbf{X}^T\mathbf{X})^{-1}\mathbf{X}^T\mathbf{\epsilon^*} \neq"
    r" \beta \end{align}",
    r"\begin{cases} 0 & m=0 \\ \frac { 1 }{ 3 } (\frac { m }{ \left| s1 \right|  }) & others"
    r" \end{cases}",
    r"\begin{aligned} x^* &= \left\{ \begin{array}{lr} x_{\frac{n+1}{2}} & : \text{if $n$ is odd}"
    r" \\ \frac{x_1 + x_2}{2} & : \text{if $n$ is even} \end{array} \right. \end{aligned}",
    r"\begin{align*} & h = g(X\theta)\newline & J(\theta) = \frac{1}{m} \end{align*}",
    r"dp[i][j]=\sum_{m=0}^kdp[i-1][m], \quad m\not=j-1,m\not=j+1",
    r"\begin{equation*}result=\sum_{j=1}^kdp[l][j]\end{equation*}",
    r"\Big\langle\big\langle\langle{x}\rangle\big\rangle\Big\rangle\bigg\rangle\Bigg\rangle",
    r"{\rm{C = min }}\sum\limits_{i = 1}^n {{{\left\| {{x_i} - {\mu _j}} \right\|}_2}}"
    r" {\rm{ subject }}{{\rm{C}}_j}",
    "$E =-p \\ \\log_2 (p) -q \\ \\log_2 (q)$\n",
    r"$$ \sum_{i=1}^{100} f(i^2) $$",
    r"\[ \frac12*\frac23*\ldots\frac{n-1}n=\frac{1}{n} \]",
    r"x_{i+1}\geq{}x_i\forall{}i",
    r"\fontsize{18} x",
    r"1 - \frac{Seeding}{Snatched}",
    "\r\n4x_0\\Delta(x)+3\\Delta(x)+2\\Delta(x^2)>0\r\n",
    r"\delta_{i}^{(n_{l})}=-(y_{i}-\alpha_{i}^{(n_{l})})\cdot f^{'}(\alpha_{i}^{(n_{l})})",
    r"\begin{aligned}f(x) &= \frac{{r \choose x} {N - r \choose n - x}}{{N \choose n}}"
    r"\end{aligned}",
)
